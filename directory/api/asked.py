"""What a request asks for, checked. A wrong value is told with its name, as 400."""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

MOST_PER_PAGE = 100
FORMATS = ("json", "ndjson")
_TRUE = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """`modified_after` is ISO text in UTC to the second; `proximity` is km from the middle of the ZIP in `postcode`."""

    page: int
    per_page: int
    search: str
    format: str
    taxonomy_term_id: str
    taxonomy_id: str
    organization_id: str
    modified_after: str
    postcode: str
    proximity: float | None
    parent_id: str
    minimal: bool
    full: bool
    full_service: bool
    top_only: bool


def read(query: QueryParams) -> Asked:
    """Raises 400 for a value that cannot be meant. Unknown parameters are left alone, as HTTP is used to."""
    format = query.get("format", "json").lower()
    if format not in FORMATS:
        raise HTTPException(400, f"format must be one of: {', '.join(FORMATS)}")
    return Asked(
        page=_whole(query, "page", 1, 1_000_000),
        per_page=_whole(query, "per_page", 25, MOST_PER_PAGE),
        search=_text(query, "search"),
        format=format,
        taxonomy_term_id=_text(query, "taxonomy_term_id"),
        taxonomy_id=_text(query, "taxonomy_id"),
        organization_id=_text(query, "organization_id"),
        modified_after=_moment(query, "modified_after"),
        postcode=_text(query, "postcode"),
        proximity=_number(query, "proximity"),
        parent_id=_text(query, "parent_id"),
        minimal=_flag(query, "minimal"),
        full=_flag(query, "full"),
        full_service=_flag(query, "full_service"),
        top_only=_flag(query, "top_only"),
    )


def _whole(query: QueryParams, name: str, default: int, most: int) -> int:
    said = query.get(name, str(default))
    if not said.isascii() or not said.isdecimal() or not 1 <= int(said[:12]) <= most:
        raise HTTPException(400, f"{name} must be a whole number from 1 to {most}")
    return int(said)


def _number(query: QueryParams, name: str) -> float | None:
    said = query.get(name)
    if said is None:
        return None
    try:
        number = float(said)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 20_000:
        raise HTTPException(400, f"{name} must be a distance in kilometres")
    return number


def _text(query: QueryParams, name: str) -> str:
    said = query.get(name, "")
    if len(said) > 200:
        raise HTTPException(400, f"{name} is longer than 200 characters")
    return said.replace("\x00", "").strip()


def _flag(query: QueryParams, name: str) -> bool:
    said = query.get(name, "false").lower()
    if said not in _TRUE:
        raise HTTPException(400, f"{name} must be true or false")
    return _TRUE[said]


def _moment(query: QueryParams, name: str) -> str:
    said = query.get(name)
    if said is None:
        return ""
    try:
        # A leap second is a moment too, but none that Python knows.
        moment = datetime.fromisoformat(said.upper().replace(":60", ":59"))
    except ValueError:
        raise HTTPException(400, f"{name} must be a date like 2026-11-20") from None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()[:19]

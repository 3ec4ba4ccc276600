"""Column names as people write them -> ours."""

import re
from collections.abc import Mapping, Sequence

from navigator.needs import attributes

COLUMNS = (
    *("id", "name", "organization", "description", "short_text", "short_text_es", "needs"),
    *("phone", "text_line", "website", "email"),
    *("address", "city", "state", "zip", "latitude", "longitude", "serves"),
    *("hours", "languages", "fees", "eligibility", "bring", "intake", "minimum_age", "maximum_age", "genders"),
    *("verified", "status"),
)
_ALSO = {
    "organisation": "organization",
    "agency": "organization",
    "provider": "organization",
    "service": "name",
    "service_name": "name",
    "program": "name",
    "need": "needs",
    "categories": "needs",
    "telephone": "phone",
    "phone_number": "phone",
    "tel": "phone",
    "text": "text_line",
    "sms": "text_line",
    "url": "website",
    "web": "website",
    "web_site": "website",
    "e_mail": "email",
    "email_address": "email",
    "street": "address",
    "street_address": "address",
    "address_1": "address",
    "town": "city",
    "state_province": "state",
    "zip_code": "zip",
    "zipcode": "zip",
    "postal_code": "zip",
    "postcode": "zip",
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "long": "longitude",
    "service_area": "serves",
    "area_served": "serves",
    "opening_hours": "hours",
    "hours_of_operation": "hours",
    "language": "languages",
    "fee": "fees",
    "cost": "fees",
    "documents": "bring",
    "what_to_bring": "bring",
    "required_documents": "bring",
    "how_to_apply": "intake",
    "application_process": "intake",
    "min_age": "minimum_age",
    "max_age": "maximum_age",
    "gender": "genders",
    "last_verified": "verified",
    "verified_on": "verified",
}


def known(header: str) -> str | None:
    """Our column for a header, or None."""
    bare = re.sub(r"[^a-z0-9]+", "_", header.strip().casefold()).strip("_")
    return bare if bare in COLUMNS or bare in attributes() else _ALSO.get(bare)


def columns(headers: Sequence[str]) -> tuple[Mapping[int, str], Mapping[int, str], list[str]]:
    """Position -> our column; position -> unknown header; columns that are there twice."""
    found: dict[int, str] = {}
    unknown: dict[int, str] = {}
    twice = []
    for position, header in enumerate(headers):
        column = known(header)
        if column is None:
            if header.strip():
                unknown[position] = header.strip()
        elif column in found.values():
            twice.append(column)
        else:
            found[position] = column
    return found, unknown, twice

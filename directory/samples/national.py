"""The reviewed crisis lines as services that serve everywhere, so that they fill in where a town has nothing.

Numbers, hours and languages come from `navigator/safety/lines.yml`, the only place where they are written;
`national.csv` says by role which needs a line covers and what a phone shows. A role that is not in it (911, poison
control) is for emergencies and never a search result.
"""

import csv
from collections.abc import Mapping
from importlib.resources import files

from directory.matching.area import EVERYWHERE
from navigator.safety.lines import Line, lines

POLICE = {"yes": "yes", "no": "no", "unknown": ""}


def national_rows(country: str = "us") -> list[dict[str, str]]:
    """One-sheet rows for the country's lines; columns as in `city.csv`, absent ones left out."""
    roles = _roles()
    return [_row(line, roles[role]) for line in lines(country) for role in line.roles if role in roles]


def _roles() -> Mapping[str, Mapping[str, str]]:
    text = files("directory.samples").joinpath("national.csv").read_text(encoding="utf-8")
    return {row["role"]: row for row in csv.DictReader(text.splitlines())}


def _row(line: Line, role: Mapping[str, str]) -> dict[str, str]:
    row = {
        "id": f"line-{line.country}-{line.id}",
        "name": line.name,
        "organization": line.run_by,
        "description": line.note,
        "phone": line.number,
        "text_line": line.text.number,
        "website": line.source,
        "hours": line.hours if line.hours != "unknown" else "",
        "languages": ";".join(line.languages or ()),
        "serves": EVERYWHERE,
        "verified": line.checked.isoformat(),
        "shares_with_police": POLICE[line.may_send_police],
        "free": "yes",
        "takes_text": "yes" if line.text.number else "",
    }
    row |= {name: role[name] for name in ("needs", "short_text", "short_text_es", "genders")}
    row |= {name: role[name] for name in ("minimum_age", "maximum_age")}
    return row | {attribute: "yes" for attribute in role["yes"].split(";") if attribute}

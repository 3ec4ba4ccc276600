"""One row of the one-sheet -> the HSDS rows of one service."""

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from directory.hsds.hours_rows import clock
from directory.hsds.hours_text import UnclearHours, read_hours
from directory.hsds.languages import code_of
from directory.hsds.ours import new_id, term_id
from directory.hsds.record import Record, Report
from directory.model import Schedule
from navigator.needs import attributes, needs

REACHES = ("phone", "text_line", "website", "email", "address")
PLACED = ("address", "zip", "latitude", "longitude")
ANSWERS = {
    **dict.fromkeys(("yes", "y", "true", "x", "1", "si", "sí"), "yes"),
    **dict.fromkeys(("no", "n", "false", "0"), "no"),
    **dict.fromkeys(("ask", "maybe", "call", "?"), "ask"),
}
GENDERS = ("women", "men", "trans", "all")
_STREET = re.compile(
    r"\b\d{1,6}\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'.]*\s+){1,4}"
    r"(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Ct|Court|Way|Pl|Place|Pkwy|Hwy|Sq|Ter)\b"
)


class Sheet:
    """`records()` yields parents first; what is wrong goes to the report with the row and the column."""

    def __init__(self, file: str, row: int, cells: Mapping[str, str], aside: Mapping[str, str], report: Report) -> None:
        self._file, self._row, self._cells, self._aside, self._report = file, row, cells, aside, report
        self.organization = cells.get("organization") or cells.get("name", "")
        self.id = cells.get("id") or new_id("service", cells.get("name", "").casefold(), self.organization.casefold())

    def records(self) -> Iterator[Record]:
        self._check()
        organization = new_id("organization", self.organization.casefold())
        yield self._record("organization", organization, name=self.organization)
        yield self._record("service", self.id, organization_id=organization, **self._service())
        yield from self._place()
        yield from self._reached()
        yield from self._lists()
        yield from self._facts()

    def _check(self) -> None:
        if not self._cells.get("name"):
            self._problem("name", "must not be empty")
        if not any(self._cells.get(column) for column in REACHES):
            self._problem("phone", f"there is no way to reach it: fill one of {', '.join(REACHES)}")
        if self._confidential():
            for column in PLACED:
                if self._cells.get(column):
                    self._problem(column, "the address of this place is confidential: leave this empty")
            for column in ("description", "short_text", "short_text_es", "eligibility", "intake", "bring"):
                if _STREET.search(self._cells.get(column, "")):
                    self._problem(column, "seems to tell the street address of a confidential place")

    def _confidential(self) -> bool:
        return ANSWERS.get(self._cells.get("confidential_address", "").casefold()) in ("yes", "ask")

    def _service(self) -> dict[str, object]:
        cells = self._cells
        return {
            "name": cells.get("name"),
            "description": cells.get("description"),
            "url": cells.get("website"),
            "email": cells.get("email"),
            "status": cells.get("status") or "active",
            "application_process": cells.get("intake"),
            "fees_description": cells.get("fees"),
            "eligibility_description": cells.get("eligibility"),
            "minimum_age": self._number("minimum_age"),
            "maximum_age": self._number("maximum_age"),
            "assured_date": self._day("verified"),
            "extra": dict(self._aside) or None,
        }

    def _place(self) -> Iterator[Record]:
        cells = self._cells
        if self._confidential() or not any(cells.get(column) for column in (*PLACED, "city")):
            return
        location = new_id(self.id, "location")
        spot = {"latitude": self._number("latitude"), "longitude": self._number("longitude")}
        if (spot["latitude"] is None) != (spot["longitude"] is None):
            self._problem("latitude", "latitude and longitude come together")
        yield self._record("location", location, location_type="physical", name=cells.get("name"), **spot)
        yield self._child("service_at_location", "", location_id=location)
        yield self._record(
            "address",
            new_id(self.id, "address"),
            location_id=location,
            address_1=cells.get("address"),
            city=cells.get("city"),
            state_province=cells.get("state"),
            postal_code=cells.get("zip"),
            country="US",
            address_type="physical",
        )

    def _reached(self) -> Iterator[Record]:
        for column, kind in (("phone", "voice"), ("text_line", "text")):
            if self._cells.get(column):
                yield self._child("phone", column, number=self._cells[column], type=kind)
        for n, one in enumerate(self._schedules()):
            yield self._child("schedule", n, **schedule_row(one))

    def _schedules(self) -> tuple[Schedule, ...]:
        try:
            return read_hours(self._cells.get("hours", ""))
        except UnclearHours as unclear:
            self._report.note(self._file, self._row, "hours", f"kept as words, not as times: {unclear.part}")
            return ()

    def _lists(self) -> Iterator[Record]:
        serves = self._split("serves")
        if self._confidential() and not serves:
            serves = self._split("city")
        for place in serves:
            yield self._child("service_area", place, name=place)
        for document in self._split("bring"):
            yield self._child("required_document", document, document=document)
        for name in self._split("languages"):
            code = code_of(name)
            if code is None:
                self._problem("languages", f"“{name}” is no language code like en or es")
            else:
                yield self._child("language", code, code=code)

    def _facts(self) -> Iterator[Record]:
        wanted = self._split("needs")
        if not wanted:
            self._problem("needs", "must not be empty")
        for need in wanted:
            id = need.casefold().replace(" ", "_")
            if id in needs():
                yield self._fact("need", id, "yes")
            else:
                self._problem("needs", f"“{need}” is no need{_hint(id, list(needs()))}")
        for id in attributes():
            if cell := self._cells.get(id):
                answer = ANSWERS.get(cell.casefold())
                if answer is None:
                    self._problem(id, f"must be yes, no, ask or empty, not “{cell}”")
                else:
                    yield self._fact("attribute", id, answer)
        yield from self._texts()

    def _texts(self) -> Iterator[Record]:
        for gender in self._split("genders"):
            if gender.casefold() in GENDERS:
                yield self._fact("fact", "genders", gender.casefold(), gender.casefold())
            else:
                self._problem("genders", f"“{gender}” is none of {', '.join(GENDERS)}")
        for column, language in (("short_text", "en"), ("short_text_es", "es")):
            if self._cells.get(column):
                yield self._fact("fact", "short_text", self._cells[column], language)
        if self._cells.get("hours"):
            yield self._fact("fact", "hours", self._cells["hours"])

    def _fact(self, group: str, id: str, value: str, label: str | None = None) -> Record:
        row = new_id(self.id, "attribute", group, id, label or "")
        term = term_id(group, id)
        linked = {"link_id": self.id, "link_entity": "service", "link_type": group}
        return self._record("attribute", row, taxonomy_term_id=term, value=value, label=label, **linked)

    def _child(self, table: str, key: object, **values: object) -> Record:
        return self._record(table, new_id(self.id, table, key), service_id=self.id, **values)

    def _record(self, table: str, id: str, **values: object) -> Record:
        return Record(table, {"id": id, **values}, self._file, self._row)

    def _split(self, column: str) -> list[str]:
        return list(dict.fromkeys(filter(None, (part.strip() for part in self._cells.get(column, "").split(";")))))

    def _number(self, column: str) -> float | None:
        cell = self._cells.get(column)
        try:
            return float(cell) if cell else None
        except ValueError:
            self._problem(column, f"must be a number, not “{cell}”")
            return None

    def _day(self, column: str) -> str | None:
        cell = self._cells.get(column)
        for form in ("%Y-%m-%d", "%m/%d/%Y", "%Y-%m-%d %H:%M:%S"):
            try:
                return datetime.strptime(cell or "", form).date().isoformat()
            except ValueError:
                continue
        if cell:
            self._problem(column, f"must be a date like {date(2026, 11, 20)}, not “{cell}”")
        return None

    def _problem(self, column: str, reason: str) -> None:
        self._report.problem(self._file, self._row, column, reason)


def schedule_row(one: Schedule) -> dict[str, object]:
    """The HSDS columns of a weekly schedule."""
    times = {} if one.closed else {"opens_at": clock(one.opens), "closes_at": clock(one.closes % 1440)}
    return {
        "freq": "WEEKLY",
        "byday": one.byday,
        "description": "closed" if one.closed else None,
        "attending_type": "phone" if one.kind == "phone" else None,
        **times,
    }


def _hint(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""

"""One changed column of the sheet -> the HSDS rows that say it. The reverse of directory/store/project.py."""

import re
from collections.abc import Mapping
from typing import Any

from directory.admin.facts import Facts
from directory.admin.fields import PLACED, Cells, parts
from directory.admin.hand import Hand
from directory.admin.service import Service
from directory.hsds.family import Family
from directory.hsds.hours_text import UnclearHours, read_hours
from directory.hsds.languages import code_of
from directory.hsds.onesheet_row import schedule_row
from directory.hsds.ours import new_id
from navigator.needs import attributes

SERVICE = {
    "name": "name",
    "description": "description",
    "website": "url",
    "email": "email",
    "status": "status",
    "intake": "application_process",
    "eligibility": "eligibility_description",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
}
ADDRESS = {"address": "address_1", "city": "city", "state": "state_province", "zip": "postal_code"}
CHILDREN = {
    "serves": ("service_area", "name"),
    "bring": ("required_document", "document"),
    "languages": ("language", "code"),
}
_EXTENSION = re.compile(r"(.*?)\s*(?:ext\.?|x)\s*(\d+)", re.I)
_TEXT = ("text", "sms", "textphone_sms")
_NO_VOICE = ("fax", "tty", "tdd", "textphone", "pager", *_TEXT)


class Writer:
    """Writes the changed columns of one service."""

    def __init__(self, hand: Hand, service: Service) -> None:
        self._hand, self._service, self._facts = hand, service, Facts(hand, service)

    def write(self, columns: list[str], cells: Cells) -> None:
        """`cells` have been checked. Where a confidential place is gets written nowhere."""
        for name in columns:
            self._column(name, cells[name].replace("\r\n", "\n").strip())
        placed = [name for name in columns if name in PLACED]
        if placed and any(cells.get(name) or self._service.location for name in placed):
            self._place(placed, cells)

    def _column(self, name: str, cell: str) -> None:
        if name in SERVICE:
            self._hand.change("service", self._service.id, **{SERVICE[name]: value_of(name, cell)})
        elif name == "fees":
            self._hand.change("service", self._service.id, fees_description=cell or None, fees=None)
        elif name == "organization":
            self._organization(cell)
        elif name in ("phone", "text_line"):
            self._phone(cell, text=name == "text_line")
        elif name in CHILDREN:
            self._children(*CHILDREN[name], parts(cell))
        elif name == "hours":
            self._hours(cell)
        elif name in attributes():
            self._facts.say(f"attribute.{name}", cell or None)
        elif name in ("short_text", "short_text_es"):
            self._facts.say("fact.short_text", cell or None, "es" if name == "short_text_es" else "en")
        elif name == "needs":
            self._facts.needs(set(parts(cell.casefold())))
        elif name == "genders":
            self._facts.genders(set(parts(cell.casefold())))

    def _organization(self, name: str) -> None:
        id = new_id("organization", name.casefold()) if name else None
        if id:
            self._hand.put("organization", id, name=name)
        self._hand.change("service", self._service.id, organization_id=id)

    def _phone(self, cell: str, *, text: bool) -> None:
        rows = [row for row in self._service.hung("phone") if is_text(row) == text and (text or is_voice(row))]
        match = _EXTENSION.fullmatch(cell)
        number, extension = (match[1], float(match[2])) if match else (cell, None)
        for row in rows[1:] if cell else rows:
            self._hand.take_off("phone", row)
        if cell and rows:
            self._hand.change("phone", rows[0]["id"], number=number, extension=extension)
        elif cell:
            kind = "text" if text else "voice"
            values = {"service_id": self._service.id, "number": number, "extension": extension, "type": kind}
            self._hand.put("phone", new_id(self._service.id, "by hand", kind, cell), **values)

    def _children(self, table: str, column: str, wanted: list[str]) -> None:
        codes = [code_of(name) or name for name in wanted] if column == "code" else wanted
        left = {value.casefold(): value for value in codes}
        for row in self._service.hung(table):
            value = (row[column] or "").strip().casefold()
            if value and left.pop(value, None) is None:
                self._hand.take_off(table, row)
        for value in left.values():
            id = new_id(self._service.id, "by hand", table, value)
            self._hand.put(table, id, service_id=self._service.id, **{column: value})

    def _hours(self, cell: str) -> None:
        self._facts.say("fact.hours", cell or None)
        for row in self._service.hung("schedule"):
            self._hand.take_off("schedule", row)
        for n, one in enumerate(times_of(cell)):
            id = new_id(self._service.id, "by hand", "schedule", cell, n)
            self._hand.put("schedule", id, service_id=self._service.id, **schedule_row(one))

    def _place(self, placed: list[str], cells: Cells) -> None:
        service, location = self._service.id, self._service.location
        if not location:
            location = new_id(service, "location")
            self._hand.put("location", location, location_type="physical", name=cells.get("name"))
            self._hand.put(
                "service_at_location",
                new_id(service, "service_at_location", ""),
                service_id=service,
                location_id=location,
            )
        spot = {name: value_of(name, cells[name]) for name in placed if name not in ADDRESS}
        self._hand.change("location", location, **spot)
        address = {ADDRESS[name]: cells[name].strip() or None for name in placed if name in ADDRESS}
        if address:
            known = Family(self._service.rows).of("address", "location_id", location)
            first = {"address_2": None} if "address_1" in address else {}
            made = {} if known else {"location_id": location, "country": "US", "address_type": "physical"}
            self._hand.put(
                "address", known[0]["id"] if known else new_id(service, "address"), **address, **first, **made
            )


def value_of(name: str, cell: str) -> str | float | None:
    if name in ("latitude", "longitude", "minimum_age", "maximum_age"):
        return float(cell) if cell.strip() else None
    return cell or None


def times_of(cell: str) -> tuple[Any, ...]:
    """Weekly hours; none when the words do not say them."""
    try:
        return read_hours(cell)
    except UnclearHours:
        return ()


def is_text(row: Mapping[str, Any]) -> bool:
    return (row["type"] or "voice").strip().lower() in _TEXT


def is_voice(row: Mapping[str, Any]) -> bool:
    return (row["type"] or "voice").strip().lower() not in _NO_VOICE

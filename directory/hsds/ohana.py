"""Ohana API's CSV folder -> records. Its ids count from 1 in every export; ours are made from them and the source."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from directory.hsds.files import Bundle, Unfit, rows
from directory.hsds.languages import code_of
from directory.hsds.ours import new_id
from directory.hsds.record import Record, Report

Cells = Mapping[str, str]
_DAYS = {
    name: name[:2].upper() for name in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}
_COUNTRIES = {"us": "US", "usa": "US"}
_EVERY_YEAR = "0001"  # Ohana writes a yearly holiday with the year 1


def read(bundle: Bundle, report: Report) -> Iterator[Record]:
    yield from _Ohana(bundle, report).records()


class _Ohana:
    def __init__(self, bundle: Bundle, report: Report) -> None:
        self._bundle, self._report = bundle, report
        self._source = bundle.path.resolve().stem
        self._owner: dict[str, str] = {}  # location -> organization
        self._at: dict[str, str] = {}  # service -> location
        self._terms: dict[str, str] = {}  # term number or code -> our id
        self._said: dict[str, list[str]] = defaultdict(list)  # service -> term ids already linked

    def records(self) -> Iterator[Record]:
        yield from self._taxonomy()
        yield from self._organizations()
        yield from self._programs()
        yield from self._locations()
        yield from self._services()
        yield from self._categories()
        yield from self._addresses()
        yield from self._contacts()
        yield from self._phones()
        yield from self._hours()

    def _rows(self, file: str) -> Iterator[tuple[int, Cells]]:
        if file not in self._bundle:
            return
        try:
            numbered = rows(self._bundle.open(file))
            headers = [header.strip() for header in next(numbered, (1, []))[1]]
            for number, cells in numbered:
                given = dict(zip(headers, (cell.strip() for cell in cells), strict=False))
                if any(given.values()):
                    yield number, given
        except Unfit as problem:
            self._report.problem(file, problem.row, "", str(problem))

    def _id(self, table: str, number: str | None) -> str | None:
        return new_id("ohana", self._source, table, number) if number else None

    def _taxonomy(self) -> Iterator[Record]:
        taxonomy = new_id("ohana", self._source, "taxonomy")
        for number, cells in self._rows("taxonomy.csv"):
            if number == 2:
                about = {"name": f"Taxonomy of {self._source}", "description": "As exported from Ohana"}
                yield Record("taxonomy", {"id": taxonomy, **about}, "taxonomy.csv", number)
            code = cells.get("taxonomy_id")
            id = new_id("ohana", self._source, "term", code)
            self._terms[code or ""] = id
            if cells.get("id"):
                self._terms[f"#{cells['id']}"] = id
            parent = cells.get("parent_id")
            values = {"id": id, "code": code, "name": cells.get("name"), "taxonomy_id": taxonomy}
            values["parent_id"] = new_id("ohana", self._source, "term", parent) if parent else None
            yield Record("taxonomy_term", values, "taxonomy.csv", number)

    def _organizations(self) -> Iterator[Record]:
        for number, cells in self._rows("organizations.csv"):
            id = self._id("organization", cells.get("id"))
            same = {name: cells.get(name) for name in ("name", "alternate_name", "description", "email", "website")}
            same |= {name: cells.get(name) for name in ("legal_status", "tax_id", "tax_status")}
            yield Record("organization", {"id": id, **same}, "organizations.csv", number)
            for source in _listed(cells.get("funding_sources")):
                values = {"id": new_id(id, "funding", source), "organization_id": id, "source": source}
                yield Record("funding", values, "organizations.csv", number)

    def _programs(self) -> Iterator[Record]:
        for number, cells in self._rows("programs.csv"):
            values = {"id": self._id("program", cells.get("id")), "name": cells.get("name")}
            values["organization_id"] = self._id("organization", cells.get("organization_id"))
            yield Record("program", values | {"alternate_name": cells.get("alternate_name")}, "programs.csv", number)

    def _locations(self) -> Iterator[Record]:
        for number, cells in self._rows("locations.csv"):
            id = self._id("location", cells.get("id"))
            organization = self._id("organization", cells.get("organization_id"))
            self._owner[cells.get("id", "")] = organization or ""
            same = {name: cells.get(name) for name in ("name", "alternate_name", "description", "transportation")}
            same |= {name: cells.get(name) for name in ("latitude", "longitude")}
            kind = "virtual" if cells.get("virtual", "").lower() == "true" else "physical"
            values = {"id": id, "organization_id": organization, "location_type": kind, "url": cells.get("website")}
            yield Record("location", values | same, "locations.csv", number)
            for what in _listed(cells.get("accessibility")):
                values = {"id": new_id(id, "accessibility", what), "location_id": id, "description": what}
                yield Record("accessibility", values, "locations.csv", number)
            yield from self._languages("locations.csv", number, "location_id", id, cells.get("languages"))

    def _services(self) -> Iterator[Record]:
        for number, cells in self._rows("services.csv"):
            id = self._id("service", cells.get("id"))
            place = cells.get("location_id", "")
            self._at[cells.get("id", "")] = place
            yield Record("service", {"id": id, **self._service(cells, place)}, "services.csv", number)
            location = self._id("location", place)
            if location:
                values = {"id": new_id(id, location), "service_id": id, "location_id": location}
                yield Record("service_at_location", values, "services.csv", number)
            yield from self._hung(id, cells, number)

    def _service(self, cells: Cells, place: str) -> dict[str, object]:
        same = {name: cells.get(name) for name in ("name", "alternate_name", "description", "email", "wait_time")}
        return {
            **same,
            "organization_id": self._owner.get(place) or self._id("organization", cells.get("organization_id")),
            "program_id": self._id("program", cells.get("program_id")),
            "url": cells.get("website"),
            "status": cells.get("status") or "active",
            "application_process": cells.get("application_process"),
            "fees_description": cells.get("fees"),
            "eligibility_description": cells.get("eligibility") or cells.get("audience"),
            "interpretation_services": cells.get("interpretation_services"),
        }

    def _hung(self, id: str | None, cells: Cells, number: int) -> Iterator[Record]:
        def child(table: str, what: str, **values: object) -> Record:
            return Record(table, {"id": new_id(id, table, what), "service_id": id, **values}, "services.csv", number)

        for document in _listed(cells.get("required_documents")):
            yield child("required_document", document, document=document)
        for source in _listed(cells.get("funding_sources")):
            yield child("funding", source, source=source)
        for area in _listed(cells.get("service_areas")):
            yield child("service_area", area, name=area)
        for way in _listed(cells.get("accepted_payments")):
            yield child("cost_option", way, option=way)
        yield from self._languages("services.csv", number, "service_id", id, cells.get("languages"))
        for code in _listed(cells.get("taxonomy_ids")):
            yield from self._term(id, self._terms.get(code), code, "services.csv", number)

    def _categories(self) -> Iterator[Record]:
        """CharmCare keeps the terms of its services in a file of its own: service number -> term numbers."""
        file = "service_categories.json"
        if file not in self._bundle:
            return
        try:
            with self._bundle.open(file) as opened:
                listed = json.loads(opened.read(50_000_000))
        except (ValueError, RecursionError):
            self._report.problem(file, 0, "", "is broken JSON")
            return
        for n, (service, terms) in enumerate(listed.items() if isinstance(listed, dict) else (), 1):
            if service in self._at and isinstance(terms, list):
                for term in dict.fromkeys(map(str, terms)):
                    yield from self._term(self._id("service", service), self._terms.get(f"#{term}"), term, file, n)

    def _term(self, service: str | None, term: str | None, said: str, file: str, number: int) -> Iterator[Record]:
        if term is None:
            self._report.note(file, number, "taxonomy_ids", f"there is no term {said}")
        elif service and term not in self._said[service]:
            self._said[service].append(term)
            values = {"id": new_id(service, term), "link_id": service, "link_entity": "service"}
            yield Record("attribute", values | {"taxonomy_term_id": term}, file, number)

    def _addresses(self) -> Iterator[Record]:
        for file, kind in (("addresses.csv", "physical"), ("mail_addresses.csv", "postal")):
            for number, cells in self._rows(file):
                same = ("attention", "address_1", "address_2", "city", "state_province", "postal_code")
                values = {name: cells.get(name) for name in same}
                country = cells.get("country", "")
                values |= {"id": self._id(kind, cells.get("id")), "address_type": kind}
                values |= {"country": _COUNTRIES.get(country.lower(), country)}
                values["location_id"] = self._id("location", cells.get("location_id"))
                yield Record("address", values, file, number)

    def _contacts(self) -> Iterator[Record]:
        for number, cells in self._rows("contacts.csv"):
            values = {name: cells.get(name) for name in ("name", "title", "email", "department")}
            values |= {"id": self._id("contact", cells.get("id"))} | self._links(cells)
            yield Record("contact", values, "contacts.csv", number)

    def _phones(self) -> Iterator[Record]:
        whom = "contacts.csv" in self._bundle
        if not whom:
            self._report.note("phones.csv", 0, "contact_id", "there is no contacts.csv; phones stand without a person")
        for number, cells in self._rows("phones.csv"):
            if not cells.get("number"):
                self._report.note("phones.csv", number, "number", "is empty; left out")
                continue
            values = self._links(cells) | {"contact_id": self._id("contact", cells.get("contact_id")) if whom else None}
            values |= {"id": self._id("phone", cells.get("id")), "number": cells["number"]}
            values |= {"type": cells.get("number_type"), "description": cells.get("department")}
            extension = cells.get("extension", "")
            if extension.isdecimal():
                values["extension"] = extension
            elif extension:
                values["description"] = f"{values['description'] or ''} ext. {extension}".strip()
            yield Record("phone", values, "phones.csv", number)

    def _links(self, cells: Cells) -> dict[str, str | None]:
        return {
            f"{table}_id": self._id(table, cells.get(f"{table}_id"))
            for table in ("organization", "location", "service")
        }

    def _hours(self) -> Iterator[Record]:
        for number, cells in self._rows("regular_schedules.csv"):
            day = _DAYS.get(cells.get("weekday", "").lower())
            if day is None:
                self._report.problem("regular_schedules.csv", number, "weekday", "must be a day like Monday")
                continue
            values = self._schedule("regular", cells) | {"freq": "WEEKLY", "byday": day}
            yield Record("schedule", values, "regular_schedules.csv", number)
        for number, cells in self._rows("holiday_schedules.csv"):
            yield from self._holiday(number, cells)

    def _holiday(self, number: int, cells: Cells) -> Iterator[Record]:
        first, last = _day(cells.get("start_date")), _day(cells.get("end_date"))
        if first is None or last is None:
            self._report.problem("holiday_schedules.csv", number, "start_date", "must be a date")
            return
        closed = cells.get("closed", "").lower() == "true"
        values = self._schedule("holiday", cells) | {"description": "closed" if closed else None}
        if first.startswith(_EVERY_YEAR):
            self._report.note("holiday_schedules.csv", number, "start_date", "returns every year; kept as words")
            values["description"] = f"{'closed' if closed else 'open'} every year from {first[5:]} to {last[5:]}"
            values |= {"opens_at": None, "closes_at": None}
        else:
            values |= {"valid_from": first, "valid_to": last}
        yield Record("schedule", values, "holiday_schedules.csv", number)

    def _schedule(self, kind: str, cells: Cells) -> dict[str, str | None]:
        links = {f"{table}_id": self._id(table, cells.get(f"{table}_id")) for table in ("location", "service")}
        times = {name: cells.get(name) for name in ("opens_at", "closes_at")}
        return {"id": self._id(kind, cells.get("id"))} | links | times

    def _languages(self, file: str, row: int, column: str, id: str | None, said: str | None) -> Iterator[Record]:
        for name in _listed(said):
            code = code_of(name)
            values = {"id": new_id(id, "language", name), column: id, "name": name, "code": code if code else None}
            yield Record("language", values, file, row)


def _listed(text: str | None) -> list[str]:
    return list(dict.fromkeys(filter(None, (part.strip(" .") for part in re.split(r"[,;]", text or "")))))


def _day(text: str | None) -> str | None:
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y"):
        try:
            return datetime.strptime((text or "").strip(), form).date().isoformat()
        except ValueError:
            continue
    return None

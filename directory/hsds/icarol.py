"""iCarol's resource export (one CSV, one row for an agency, site, program, or program at a site) -> records.

Every `…IsPrivate` and `ExcludeFrom…` column is obeyed here, before anything else sees the row. Columns that are not
named below are never read: they hold staff, notes and contacts.
"""

import re
from collections.abc import Iterator, Mapping

from directory.hsds.files import Bundle, Unfit, rows
from directory.hsds.hours_text import UnclearHours, read_hours
from directory.hsds.languages import code_of
from directory.hsds.onesheet_row import schedule_row
from directory.hsds.ours import new_id, term_id
from directory.hsds.record import Record, Report

Cells = Mapping[str, str]
SIGNS = ("resourceagencynum", "publicname")
_TRUE = ("true", "yes", "1", "y")
_EXCLUDED = ("excludefromwebsite", "excludefromdirectory")
_PHONES = ("tollfree", "numberhotline", "numberbusinessline", "numberafterhours", "numberoutofarea", "fax", "tty")
_KINDS = {"fax": "fax", "tty": "tty"}
_STATUS = {"active": "active", "active, but do not refer": "inactive", "inactive": "inactive", "defunct": "defunct"}


def read(bundle: Bundle, report: Report) -> Iterator[Record]:
    """Two passes: agencies and sites first, so that programs find what they connect to in any order."""
    name = bundle.names()[0]
    try:
        yield from _Icarol(bundle, name, report).records()
    except Unfit as problem:
        report.problem(name, problem.row, "", str(problem))


def is_icarol(headers: list[str]) -> bool:
    return set(SIGNS) <= {_bare(header) for header in headers}


class _Icarol:
    def __init__(self, bundle: Bundle, file: str, report: Report) -> None:
        self._bundle, self._file, self._report = bundle, file, report
        self._source = bundle.path.resolve().stem
        self._agencies: set[str] = set()
        self._sites: dict[str, Cells] = {}
        self._terms: set[str] = set()

    def records(self) -> Iterator[Record]:
        taxonomy = {"id": self._id("taxonomy", ""), "name": f"Taxonomy of {self._source}"}
        yield Record("taxonomy", taxonomy, self._file, 0)
        for number, cells in self._rows():
            level = _level(cells)
            if level == "agency" and not self._excluded(number, cells):
                yield from self._agency(number, cells)
            elif level == "site" and not self._excluded(number, cells):
                self._sites[cells["resourceagencynum"]] = cells
        for number, cells in self._rows():
            if _level(cells) in ("program", "programatsite") and not _hidden(cells):
                yield from self._program(number, cells)

    def _rows(self) -> Iterator[tuple[int, Cells]]:
        numbered = rows(self._bundle.open(self._file))
        headers = [_bare(header) for header in next(numbered, (1, []))[1]]
        for number, line in numbered:
            cells = dict(zip(headers, (cell.strip() for cell in line), strict=False))
            if cells.get("resourceagencynum"):
                yield number, cells

    def _excluded(self, number: int, cells: Cells) -> bool:
        if _hidden(cells):
            self._report.note(self._file, number, "ExcludeFromWebsite", "is excluded by its source; left out")
            return True
        return False

    def _agency(self, number: int, cells: Cells) -> Iterator[Record]:
        self._agencies.add(cells["resourceagencynum"])
        yield self._organization(number, cells, cells["resourceagencynum"])

    def _organization(self, number: int, cells: Cells, key: str) -> Record:
        values = {"id": self._id("organization", key), "name": cells.get("publicname")}
        values |= {"description": cells.get("agencydescription"), "website": cells.get("websiteaddress")}
        return Record("organization", values | {"email": _open(cells, "emailaddressmain")}, self._file, number)

    def _program(self, number: int, cells: Cells) -> Iterator[Record]:
        key, parent = cells["resourceagencynum"], cells.get("parentagencynum", "")
        if parent not in self._agencies:
            parent = key
            yield self._organization(number, cells, key)
        id = self._id("service", key)
        yield Record("service", {"id": id, **self._service(cells, parent)}, self._file, number)
        yield from self._place(number, id, cells)
        yield from self._phones(number, id, cells)
        yield from self._hours(number, id, cells)
        yield from self._lists(number, id, cells)
        yield from self._said(number, id, cells)

    def _service(self, cells: Cells, parent: str) -> dict[str, object]:
        status = _STATUS.get(cells.get("agencystatus", "active").lower(), "inactive")
        return {
            "organization_id": self._id("organization", parent),
            "name": cells.get("publicname"),
            "description": cells.get("agencydescription"),
            "url": cells.get("websiteaddress"),
            "email": _open(cells, "emailaddressmain"),
            "status": status if cells.get("agencystatus") else "active",
            "application_process": cells.get("applicationprocess") or cells.get("intakeprocedure"),
            "fees_description": cells.get("feestructuresource") or cells.get("fees"),
            "eligibility_description": cells.get("eligibility"),
            "wait_time": cells.get("normalwaittime"),
        }

    def _place(self, number: int, id: str, cells: Cells) -> Iterator[Record]:
        site = self._sites.get(cells.get("connectstositenum", "")) or cells
        if _private(cells, "physicaladdress") or _private(site, "physicaladdress"):
            yield self._fact(number, id, "attribute", "confidential_address", "yes")
            return
        if not (site.get("physicaladdress1") or site.get("physicalcity") or site.get("latitude")):
            return
        location = new_id(id, "location")
        spot = {"latitude": site.get("latitude"), "longitude": site.get("longitude")}
        values = {"id": location, "location_type": "physical", "name": site.get("publicname"), **spot}
        yield Record("location", values, self._file, number)
        yield self._child(number, id, "service_at_location", "", location_id=location)
        values = {"id": new_id(id, "address"), "location_id": location, "address_type": "physical"}
        values |= {"address_1": site.get("physicaladdress1"), "address_2": site.get("physicaladdress2")}
        values |= {"city": site.get("physicalcity"), "state_province": site.get("physicalstateprovince")}
        values |= {"postal_code": site.get("physicalpostalcode"), "country": site.get("physicalcountry") or "US"}
        yield Record("address", values, self._file, number)

    def _phones(self, number: int, id: str, cells: Cells) -> Iterator[Record]:
        for n in range(1, 10):
            if cells.get(f"phone{n}number") and not _private(cells, f"phone{n}"):
                kind = (cells.get(f"phone{n}type") or cells.get(f"phone{n}name") or "voice").lower()
                about = cells.get(f"phone{n}description")
                given = {"number": cells[f"phone{n}number"], "type": _phone_kind(kind), "description": about}
                yield self._child(number, id, "phone", n, **given)
        for name in _PHONES:
            if cells.get(f"phone{name}") and not _private(cells, f"phone{name}"):
                given = {"number": cells[f"phone{name}"], "type": _KINDS.get(name, "voice")}
                yield self._child(number, id, "phone", name, **given)

    def _hours(self, number: int, id: str, cells: Cells) -> Iterator[Record]:
        text = cells.get("hoursofoperation") or cells.get("hours") or ""
        if not text:
            return
        yield self._fact(number, id, "fact", "hours", text)
        try:
            for n, one in enumerate(read_hours(text)):
                yield self._child(number, id, "schedule", n, **schedule_row(one))
        except UnclearHours as unclear:
            self._report.note(self._file, number, "HoursOfOperation", f"kept as words, not as times: {unclear.part}")

    def _lists(self, number: int, id: str, cells: Cells) -> Iterator[Record]:
        for document in _listed(cells.get("documentsrequired"), ";"):
            yield self._child(number, id, "required_document", document, document=document)
        for area in _listed(cells.get("coveragearea") or cells.get("coverage"), ";"):
            yield self._child(number, id, "service_area", area, name=area)
        for name in _listed(cells.get("languagesofferedlist") or cells.get("languagesoffered"), ";,"):
            yield self._child(number, id, "language", name, name=name, code=code_of(name))

    def _said(self, number: int, id: str, cells: Cells) -> Iterator[Record]:
        for name in _listed(cells.get("taxonomyterms") or cells.get("taxonomyterm"), ";*|"):
            term = self._id("term", name.casefold())
            if term not in self._terms:
                self._terms.add(term)
                values = {"id": term, "name": name, "taxonomy_id": self._id("taxonomy", "")}
                yield Record("taxonomy_term", values, self._file, number)
            values = {"id": new_id(id, term), "link_id": id, "link_entity": "service", "taxonomy_term_id": term}
            yield Record("attribute", values, self._file, number)

    def _fact(self, number: int, id: str, group: str, name: str, value: str) -> Record:
        values = {"id": new_id(id, "attribute", group, name), "link_id": id, "link_entity": "service"}
        values |= {"link_type": group, "taxonomy_term_id": term_id(group, name), "value": value}
        return Record("attribute", values, self._file, number)

    def _child(self, row: int, id: str, table: str, key: object, /, **values: object) -> Record:
        return Record(table, {"id": new_id(id, table, key), "service_id": id, **values}, self._file, row)

    def _id(self, table: str, key: str) -> str:
        return new_id("icarol", self._source, table, key)


def _bare(header: str) -> str:
    return re.sub(r"[^a-z0-9]", "", header.casefold())


def _level(cells: Cells) -> str:
    return _bare(cells.get("taxonomylevelname", "program"))


def _hidden(cells: Cells) -> bool:
    return any(cells.get(name, "").lower() in _TRUE for name in _EXCLUDED)


def _private(cells: Cells, what: str) -> bool:
    return cells.get(f"{what}isprivate", "").lower() in _TRUE


def _open(cells: Cells, what: str) -> str | None:
    return None if _private(cells, what) else cells.get(what)


def _phone_kind(said: str) -> str:
    for kind in ("fax", "tty", "text", "sms"):
        if kind in said:
            return "text" if kind == "sms" else kind
    return "voice"


def _listed(text: str | None, marks: str) -> list[str]:
    parts = (part.strip(" .") for part in re.split(f"[{re.escape(marks)}]", text or ""))
    return list(dict.fromkeys(filter(None, parts)))

"""HSDS tabular (a folder or zip of CSV files, with or without a datapackage) -> records."""

from collections.abc import Iterator

from directory.hsds.columns import COLUMNS
from directory.hsds.files import Bundle, Unfit, rows
from directory.hsds.record import Record, Report

# Parents first, so that few references have to be remembered.
FILES = {
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "unit": "units.csv",
    "organization": "organizations.csv",
    "organization_identifier": "organization_identifiers.csv",
    "program": "programs.csv",
    "location": "locations.csv",
    "service": "services.csv",
    "service_at_location": "service_at_location.csv",
    "address": "addresses.csv",
    "contact": "contacts.csv",
    "phone": "phones.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "language": "languages.csv",
    "accessibility": "accessibility.csv",
    "cost_option": "cost_options.csv",
    "funding": "funding.csv",
    "required_document": "required_documents.csv",
    "service_capacity": "service_capacity.csv",
    "url": "url.csv",
    "attribute": "attributes.csv",
    "metadata": "metadata.csv",
    "meta_table_description": "meta_table_descriptions.csv",
}
# How else the files are called in the wild.
_ALSO = {"service_at_location": ("services_at_location.csv", "service_at_locations.csv"), "url": ("urls.csv",)}
_ALSO |= {"service_capacity": ("service_capacities.csv",), "funding": ("fundings.csv",)}


def read(bundle: Bundle, report: Report) -> Iterator[Record]:
    names = {name.lower(): name for name in bundle.names()}
    for table, file in FILES.items():
        for name in (file, f"{table}.csv", *_ALSO.get(table, ())):
            if name in names:
                yield from _file(bundle, names[name], table, report)
                break


def _file(bundle: Bundle, name: str, table: str, report: Report) -> Iterator[Record]:
    try:
        numbered = rows(bundle.open(name))
        headers = [header.strip() for header in next(numbered, (1, []))[1]]
        for header in sorted(set(headers) - set(COLUMNS[table]) - {""}):
            report.note(name, 1, header, "is no field of HSDS; kept aside")
        for number, cells in numbered:
            if any(cells):
                yield Record(table, _values(table, headers, cells), name, number)
    except Unfit as problem:
        report.problem(name, problem.row, "", str(problem))


def _values(table: str, headers: list[str], cells: list[str]) -> dict[str, object]:
    given = {header: cell for header, cell in zip(headers, cells, strict=False) if header}
    extra = {name: given.pop(name) for name in list(given) if name not in COLUMNS[table]}
    kept = {name: cell for name, cell in extra.items() if cell.strip()}
    return {"id": None} | given | ({"extra": kept} if extra else {})

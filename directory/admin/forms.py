"""The form of one service: every column of the one-sheet."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from wtforms import Field, Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from directory.admin.fields import Cells, parts
from directory.hsds.checks import CHOICES
from directory.hsds.onesheet_row import GENDERS
from navigator.needs import ANSWERS, attributes, needs

LONG = ("description", "eligibility", "fees", "bring", "intake", "hours", "serves")
SHORTEST_FIELDS = {"state": 40, "zip": 20, "latitude": 20, "longitude": 20, "minimum_age": 6, "maximum_age": 6}
UNKNOWN = ""


@cache
def labels() -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "labels.yml").read_text(encoding="utf-8"))
    return found


@cache
def form_class() -> type[Form]:
    """Made from the vocabulary: a new need or attribute is on the page at once."""
    fields: dict[str, Any] = {}
    for name, (label, hint) in labels()["fields"].items():
        fields[name] = _field(name, label, hint)
    options = _plain([*ANSWERS, UNKNOWN])
    for id, attribute in attributes().items():
        fields[id] = RadioField(
            attribute.about[0].upper() + attribute.about[1:], choices=options, validators=[Optional()], default=UNKNOWN
        )
    return type("ServiceForm", (Form,), fields)


def _field(name: str, label: str, hint: str) -> Any:
    most = Length(max=SHORTEST_FIELDS.get(name, 20_000 if name in LONG else 500), message="That is too long.")
    if name == "needs":
        return SelectMultipleField(label, choices=_plain(needs()), description=hint)
    if name == "genders":
        return SelectMultipleField(label, choices=_plain(GENDERS), description=hint)
    if name == "status":
        return SelectField(label, choices=_plain(CHOICES["status"]), description=hint)
    first = [InputRequired("Give it a name.")] if name == "name" else []
    kind = TextAreaField if name in LONG else StringField
    return kind(label, [*first, most], description=hint)


def filled_from(cells: Cells) -> Form:
    """The form as a page first shows it."""
    data = {
        name: parts(cells.get(name, "")) if name in ("needs", "genders") else cells.get(name, "") for name in names()
    }
    return form_class()(data=data | {"status": cells.get("status", "active")})


def cells_of(form: Form, sent: Container[str]) -> dict[str, str]:
    """What was typed, as cells of the sheet, empty ones too. A field that was not `sent` says nothing.

    Boxes of which none is ticked are not sent.
    """
    return {field.name: _cell(field) for field in form if field.name in sent or isinstance(field.data, list)}


def names() -> Iterable[str]:
    return [*labels()["fields"], *attributes()]


def show_problems(form: Form, problems: Iterable[tuple[str, str]]) -> list[str]:
    """Puts each reason next to its field; those of no field come back."""
    left = []
    for name, reason in problems:
        if name in form:
            form[name].errors = [*form[name].errors, sentence(reason)]
        else:
            left.append(f"{name.replace('_', ' ')} {reason}")
    return left


def sentence(reason: str) -> str:
    """ "must not be empty" -> "This must not be empty." """
    first = reason.split(" ", 1)[0]
    whole = f"This {reason}" if first in ("must", "is", "has", "seems", "could", "lies") else reason
    return whole[0].upper() + whole[1:] + ("" if whole.endswith((".", "?")) else ".")


def _plain(values: Iterable[str]) -> Any:
    """Choices that are their own labels; the type hints of WTForms know only pairs, which it has come to warn of."""
    return list(values)


def _cell(field: Field) -> str:
    value = field.data
    return ";".join(value) if isinstance(value, list) else (value or "").strip()

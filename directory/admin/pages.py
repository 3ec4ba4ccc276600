"""Templates. Everything is escaped; a name that a template misspells is an error, not a gap."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse
from wtforms import Field

HERE = Path(__file__).parent
STATIC = HERE / "static"


def query(**values: str | int) -> str:
    """`?a=b` of what is not empty."""
    given = {name: value for name, value in values.items() if value not in ("", 0)}
    return f"?{urlencode(given)}" if given else ""


def control(field: Field, more: str = "", **attributes: str | bool) -> Markup:
    """The input itself, told to screen readers with its hint and its problem."""
    about = [f"{field.id}-hint"] if field.description or more else []
    if field.errors:
        about, attributes = [*about, f"{field.id}-problem"], {**attributes, "aria-invalid": "true"}
    if about:
        attributes["aria-describedby"] = " ".join(about)
    return Markup(field(**attributes))  # noqa: S704  # WTForms escapes what it renders


@cache
def templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"query": query, "control": control}
    return environment


def shown(name: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    return HTMLResponse(templates().get_template(name).render(**values), status_code=status)

"""What every page shares: templates, the words around the chat, and headers that let nothing in or out."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
STATIC = HERE / "static"
# Where the quick exit leads: ordinary to have open, and fast.
AWAY = "https://www.weather.gov/"

_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,)]")

HEADERS = {
    # form-action names the exit's target: browsers hold redirects of a form against it too.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self' {AWAY.rstrip('/')}; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


class SafeHeaders:
    """ASGI middleware: puts HEADERS on every answer that does not set its own, and never lets a cookie out unasked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely)


@cache
def words(language: str) -> dict[str, str]:
    """The page's words in `language` (bot/messages/page.*.yml)."""
    text = (HERE / "messages" / f"page.{language}.yml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.safe_load(text)
    return table


def linked(text: str, region: str = "US") -> Markup:
    """Escaped text with line breaks, and phone numbers and addresses that can be tapped."""
    spans = [(m.start, m.end, "tel:" + format_number(m.number, PhoneNumberFormat.E164)) for m in _phones(text, region)]
    spans += [(m.start(), m.end(), m.group()) for m in _URL.finditer(text)]
    out, at = Markup(""), 0
    for start, end, target in sorted(spans):
        if start < at:
            continue
        out += escape(text[at:start]) + Markup('<a href="{}" rel="noreferrer">{}</a>').format(target, text[start:end])
        at = end
    out += escape(text[at:])
    return Markup("<br>").join(out.split("\n"))


def _phones(text: str, region: str) -> list[Any]:
    return list(PhoneNumberMatcher(text, region)) if any(c.isdigit() for c in text) else []


@cache
def templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["linked"] = linked
    return environment


def page(name: str, **values: Any) -> str:
    return templates().get_template(name).render(**values)

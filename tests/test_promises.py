"""What the project says about itself, held against what it is."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import click
import pytest
from starlette.routing import BaseRoute, Mount, Route

from bot.app import Parts, create_app
from bot.cli import COMMANDS, main
from navigator.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

# Routes that anyone may use, each with the reason.
PUBLIC = {
    "/": "the chat page",
    "/chat": "the chat page's form; its session is sealed",
    "/leave": "quick exit; ends only the session it is given",
    "/static": "style, script and icon",
    "/hsds": "public listings, read-only",
    "/healthz": "says only that it is alive",
    "/readyz": "says only what is ready",
    "/metrics": "counts only; docs say to keep it off the proxy",
}
SIGN_IN = {"/admin", "/desk"}  # every page behind sign-in: tests/directory/admin/test_door.py, tests/desk/test_door.py
SIGNED = {"/sms", "/sms/status", "/voice"}  # refused without Twilio's signature: tests/bot/test_sms.py


def routes(parts: Parts) -> list[BaseRoute]:
    return create_app(replace(parts, settings=replace(parts.settings, twilio_auth_token="x"))).routes


def test_every_route_is_guarded_or_listed_as_public(parts: Parts) -> None:
    paths = {route.path for route in routes(parts) if isinstance(route, Route | Mount)}
    assert paths - set(PUBLIC) - SIGNED - SIGN_IN == set()


def test_every_route_is_documented(parts: Parts) -> None:
    for route in routes(parts):
        assert isinstance(route, Route | Mount)
        assert f"{route.path}`" in RUNNING or f"{route.path}/…`" in RUNNING, route.path


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", each) for sub, each in command.commands.items())


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_has_help_with_an_example(name: str, command: click.Command) -> None:
    text = f"{command.help or ''} {command.epilog or ''}"
    assert len(text.strip()) > 20
    assert f"navigator {name}" in text or isinstance(command, click.Group), f"navigator {name} --help has no example"


def test_every_command_is_documented() -> None:
    for name in COMMANDS:
        assert f"navigator {name}" in README + RUNNING, name


def test_every_setting_is_documented_with_its_default() -> None:
    for each in fields(Settings):
        if "env" in each.metadata:
            row = re.search(rf"^\| `{each.metadata['env']}` \| (.*?) \| (.*?) \|$", RUNNING, re.MULTILINE)
            assert row, each.metadata["env"]
            assert row[2].strip(" `") == each.default, each.metadata["env"]
            assert ("required" in row[1]) == each.metadata["required"], each.metadata["env"]


def test_every_setting_in_the_example_exists() -> None:
    known = {each.metadata.get("env") for each in fields(Settings)} | {"NAVIGATOR_HOST", "POSTGRES_PASSWORD"}
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) <= known


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "deploy").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_tests_named_in_the_documents_exist() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"`(tests/[\w/]+(?:\.py)?)`", document.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{document.name} names {target}"


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert named
    for target in named[1].split():
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target


def test_no_lock_file_carries_an_address() -> None:
    for lock in ROOT.glob("*.lock"):
        assert not re.search(r"https?://|--index-url|--find-links", lock.read_text(encoding="utf-8")), lock.name

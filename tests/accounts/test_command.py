"""`navigator account`, as the person who runs the server types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

PASSWORD = "four unrelated words here\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVIGATOR_HOME", str(tmp_path))
    monkeypatch.delenv("NAVIGATOR_DATABASE_URL", raising=False)


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["account", *arguments], input=typed)


@pytest.mark.usefixtures("home")
def test_add_list_remove() -> None:
    assert "No accounts yet" in run("list").output
    added = run("add", "Ana", "--role", "maintainer", "--password-stdin", typed=PASSWORD)
    assert (added.exit_code, added.output) == (0, "ana can sign in now, as maintainer.\n")
    assert run("add", "dee", "--role", "mentor", typed=PASSWORD * 2).exit_code == 0
    listed = run("list").output
    assert listed.index("ana") < listed.index("dee")
    assert "four unrelated" not in listed
    assert run("remove", "ana").exit_code == 0
    assert "ana" not in run("list").output


@pytest.mark.usefixtures("home")
def test_mistakes_end_in_a_sentence() -> None:
    short = run("add", "ana", "--role", "maintainer", "--password-stdin", typed="short\n")
    assert (short.exit_code, "12 characters" in short.output) == (1, True)
    assert run("add", "ana", "--role", "owner").exit_code == 2
    assert run("remove", "nobody").exit_code == 1
    for result in (short, run("remove", "nobody")):
        assert "Traceback" not in result.output

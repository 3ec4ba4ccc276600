"""`navigator mentor`, as an operator types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("NAVIGATOR_HOME", str(tmp_path))
    return CliRunner()


def types(operator: CliRunner, line: str, given: str = "") -> Result:
    return operator.invoke(main, line.split()[1:], input=given)


def test_a_mentor_is_added_paused_let_back_in_and_removed(operator: CliRunner) -> None:
    assert "none is offered" in types(operator, "navigator mentor list").output
    added = types(operator, "navigator mentor add Ana --most 2 --password-stdin", "four unrelated words here\n")
    assert "ana can take up to 2 at once" in added.output
    assert "off" in types(operator, "navigator mentor list").output
    types(operator, "navigator mentor pause ana")
    assert "paused" in types(operator, "navigator mentor list").output
    assert "up to 5" in types(operator, "navigator mentor add ana --most 5").output
    assert "paused" not in types(operator, "navigator mentor list").output
    types(operator, "navigator mentor remove ana")
    assert "none is offered" in types(operator, "navigator mentor list").output


def test_a_maintainer_is_no_mentor_and_a_stranger_is_not_paused(operator: CliRunner) -> None:
    types(operator, "navigator account add max --role maintainer --password-stdin", "four unrelated words here\n")
    refused = types(operator, "navigator mentor add max")
    assert (refused.exit_code, "account of their own" in refused.output) == (1, True)
    assert types(operator, "navigator mentor pause nobody").exit_code == 1

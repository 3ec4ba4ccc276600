"""`navigator directory`, as somebody at a terminal meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import command
from tests.directory.sheets import at, service, sheet


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a function of a function
    monkeypatch.setenv("NAVIGATOR_DATABASE_URL", f"sqlite:///{tmp_path / 'navigator.db'}")

    def call(*words: object) -> Result:
        result = CliRunner().invoke(command, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def test_from_the_template_to_an_export(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("template", tmp_path / "in.csv").exit_code == 0
    assert run("check", tmp_path / "in.csv").exit_code == 0
    assert "Imported (one-sheet)" in run("import", tmp_path / "in.csv").output
    for format, name in (("hsds-json", "out.json"), ("hsds-csv", "out.zip"), ("csv", "out.csv")):
        assert "1 services" in run("export", "--format", format, tmp_path / name).output
        assert run("import", tmp_path / name, "--dry-run").exit_code == 0


def test_problems_are_told_with_row_and_column(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = sheet(tmp_path, service(), service("Other", needs="sleep"))
    result = run("import", path)
    assert result.exit_code == 1
    assert "sheet.csv, row 3: needs: “sleep” is no need" in result.output
    assert "Nothing was kept" in result.output
    assert json.loads(run("stats", "--json").output) == {"status": {}, "need": {}}


def test_json_for_programs(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    told = json.loads(run("import", sheet(tmp_path, service(**at(36.0, -127.0))), "--json").stdout)
    assert (told["kept"], told["format"], told["new"]["service"]) == (True, "one-sheet", 1)
    told = json.loads(run("check", sheet(tmp_path, service(needs="sleep")), "--json").stdout)
    assert told["problems"] == [
        {"file": "sheet.csv", "row": 2, "field": "needs", "reason": "“sleep” is no need"}
    ]  # fmt: skip


def test_wrong_use_is_exit_code_2(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("import", tmp_path / "nowhere.csv").exit_code == 2
    assert run("export", "--format", "pdf", tmp_path / "out").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_a_file_that_cannot_be_written(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("template", tmp_path / "nowhere" / "in.csv")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_every_command_shows_an_example(run) -> None:  # type: ignore[no-untyped-def]
    for name in command.commands:
        assert "Example: navigator directory" in run(name, "--help").output

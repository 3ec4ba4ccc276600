"""The one table of lines: complete, dated, honest about what is not known, and nowhere else."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from navigator.needs import LANGUAGES, safety_classes
from navigator.safety.lines import (
    STALE_AFTER,
    Line,
    countries,
    every_line,
    line_for,
    lines,
    stale_lines,
    unconfirmed_lines,
)

ROOT = Path(__file__).resolve().parents[2]
TABLE = "navigator/safety/lines.yml"
SHORT = 3
"""Digits of a number like an emergency number: an ordinary number too, so only its telephone use is looked for."""


@pytest.mark.parametrize("line", every_line(), ids=lambda line: line.id)
def test_every_line_is_complete_and_dated(line: Line) -> None:
    assert line.number or line.text.number
    assert line.source.startswith("https://")
    assert line.name
    assert line.run_by
    assert line.hours
    assert {line.may_send_police, line.must_report_minors} <= {"yes", "no", "unknown"}
    assert set(line.classes) <= set(safety_classes())
    assert set(line.say) == set(LANGUAGES)
    assert line.reviewed_by


@pytest.mark.parametrize("line", every_line(), ids=lambda line: line.id)
def test_what_is_said_of_a_line_holds_only_its_own_numbers(line: Line) -> None:
    own = {digits(line.number), digits(line.text.number)}
    for said in line.say.values():
        assert {digits(found) for found in re.findall(r"\d[\d-]{2,}", said)} <= own


def test_every_danger_has_a_line_in_every_country() -> None:
    for country in countries():
        served = {id for line in lines(country) for id in line.classes}
        assert served == set(safety_classes())


def test_a_line_goes_stale_half_a_year_after_its_check() -> None:
    checked = max(line.checked for line in every_line())
    assert stale_lines(checked) == []
    assert {line.id for line in stale_lines(checked + STALE_AFTER + timedelta(days=1))} == {
        line.id for line in every_line()
    }


def test_rows_that_no_human_confirmed_are_named() -> None:
    assert {line.id for line in unconfirmed_lines()} == {line.id for line in every_line() if not line.confirmed}


def test_an_unknown_country_or_role_has_no_line() -> None:
    assert lines("zz") == ()
    assert line_for("emergency", "zz") is None
    assert line_for("no such role", "us") is None


def test_no_other_file_holds_a_hotline_number() -> None:
    long = {digits(number)[-10:] for number in numbers() if len(digits(number)) >= 10}
    five = {number for number in numbers() if len(digits(number)) in (5, 6)}
    found = []
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="ignore")
        squeezed = re.sub(r"(?<=\d)[-. ()/]{1,3}(?=\d)", "", text)
        found += [(path.name, number) for number in long if re.search(rf"(?<!\d)1?{number}(?!\d)", squeezed)]
        for number in five:
            if re.search(
                rf"(?i)\b(text|txt|sms|textea|mensaje|send|to|al)\W{{1,4}}(\w+\W{{1,3}}){{0,4}}{number}\b", text
            ):
                found.append((path.name, number))
    assert found == []


def test_no_message_names_an_emergency_number_outside_the_table() -> None:
    """What we say takes it from the table; what people write to us may hold it."""
    short = "|".join(number for number in numbers() if len(number) == SHORT)
    told = re.compile(rf"(?i)\b(call|dial|text|llama|marca|textea|llame)( or text| al?| o textea al)? ({short})\b")
    ours = [path for path in tracked() if "bot/messages" in path.as_posix() or path.name.startswith("answers.")]
    assert [path.name for path in ours if told.search(path.read_text(encoding="utf-8"))] == []


def numbers() -> set[str]:
    return {number for line in every_line() for number in (line.number, line.text.number) if number}


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    names = [name for name in listed.decode().split("\0") if name and name != TABLE and not name.endswith(".lock")]
    texts = [ROOT / name for name in names if Path(name).suffix not in {".npz", ".png", ".zip", ".ico", ".xlsx", ".gz"}]
    return [path for path in texts if path.is_file()]

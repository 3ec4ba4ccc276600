"""A dozen simulated people at the real inbox, in the sample city."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import Parts
from bot.commands import simulate as simulating
from navigator.clock import FrozenClock
from navigator.simulation.page import to_json
from navigator.simulation.persona import personas
from navigator.simulation.score import Fault, Measures
from navigator.simulation.services import places_of

PEOPLE, SEED = 12, 3


@pytest.fixture
def measures(parts: Parts, clock: FrozenClock) -> Measures:
    places = places_of(simulating.services_of(parts).values())
    return simulating.met(parts, clock, personas(PEOPLE, SEED, places))


def test_nobody_is_sent_where_they_are_turned_away_and_everybody_gets_somewhere(measures: Measures) -> None:
    assert len(measures.scores) == PEOPLE
    assert measures.total("excluding") == 0, [one.faults for one in measures.scores if one.count("excluding")]
    assert measures.total("crisis") == 0
    assert sum(one.ended_well for one in measures.scores) >= PEOPLE - 1


def test_every_talk_is_written_down_with_its_goals(measures: Measures) -> None:
    people = json.loads(json.dumps(to_json(measures)))["people"]
    assert [one["id"] for one in people] == [f"p{number:03}" for number in range(PEOPLE)]
    assert all(one["talk"] and one["needs"] for one in people)


@pytest.mark.parametrize(("excluding", "code"), [(False, 0), (True, 1)])
def test_the_command_fails_when_anyone_was_sent_where_they_are_turned_away(
    excluding: bool, code: int, measures: Measures, tmp_path: Path
) -> None:
    first, *others = measures.scores
    planted = replace(first, faults=(Fault("excluding", 1, "planted"),) if excluding else ())
    told = simulating.told(Measures((planted, *others)), tmp_path / "report.html", tmp_path / "out.json")
    assert told == code
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["measures"]["people"] == str(PEOPLE)


def test_the_command_says_what_it_takes() -> None:
    said = CliRunner().invoke(simulating.command, ["--help"])
    assert said.exit_code == 0
    assert "--people" in said.output

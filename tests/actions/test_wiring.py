"""Actions open what they need when no server handed it in, and survive a database that does not answer."""

import logging
from pathlib import Path

import pytest

import migrations
from actions import wiring
from navigator.store import open_database
from tests.actions.city_talk import EASTSIDE, CityDirectory, CityTalk


class ForgetfulDirectory(CityDirectory):
    """Cannot write."""

    def record_outcome(self, id: str, kind: str, week: str) -> None:
        raise OSError("no room left")


def test_an_action_server_opens_the_directory_of_its_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'navigator.db'}"
    migrations.upgrade(open_database(url))
    monkeypatch.setenv("NAVIGATOR_DATABASE_URL", url)
    monkeypatch.setattr(wiring, "_wired", None)
    assert wiring.wired().directory.candidates(("housing",)) == []
    assert wiring.wired() is wiring.wired()


def test_an_outcome_that_cannot_be_written_does_not_cost_the_next_place(caplog: pytest.LogCaptureFixture) -> None:
    talk = CityTalk(directory=ForgetfulDirectory())
    talk.say(needs=("food",), area=EASTSIDE)
    with caplog.at_level(logging.ERROR, "navigator.actions"):
        talk.say("turned_away", choices=(1,))
    assert talk.services
    assert "OSError" in caplog.text

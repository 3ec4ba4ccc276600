"""Whatever breaks, the person still gets the lines, and the operator a log line without their words."""

import logging
from collections.abc import Callable

import pytest

from bot.app import Parts
from tests.cast import ROSA
from tests.driver import Person

People = Callable[..., Person]
CANARY = "zebrafinch"


class Broken:
    """An engine that fails, as a model error or an action error does."""

    async def turn(self, *args: object) -> None:
        raise RuntimeError(f"no such thing as {CANARY}")


def test_a_broken_model_still_gives_the_lines(parts: Parts, person: People, caplog: pytest.LogCaptureFixture) -> None:
    parts.inbox._engine = Broken()  # type: ignore[assignment]
    with caplog.at_level(logging.DEBUG):
        rosa = person(ROSA).texts(f"need a bed near {CANARY}").hears("911", "again in a minute")
    assert rosa.replies
    assert "turn_failed" in caplog.text
    assert CANARY not in caplog.text


def test_danger_is_still_answered_when_the_model_is_broken(parts: Parts, person: People) -> None:
    parts.inbox._engine = Broken()  # type: ignore[assignment]
    person(ROSA).texts("my friend overdosed shes blue").gets_lines("overdose").hears("911")


def test_a_database_that_is_gone_still_gives_the_lines(parts: Parts, person: People) -> None:
    import sqlalchemy

    with parts.stores.engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP TABLE conversations"))
        connection.execute(sqlalchemy.text("DROP TABLE receipts"))
    person(ROSA).texts("need a bed").hears("911")


def test_failures_are_counted(parts: Parts, person: People) -> None:
    parts.inbox._engine = Broken()  # type: ignore[assignment]
    person(ROSA).texts("need a bed")
    assert (parts.inbox.turns, parts.inbox.failed) == (1, 1)

"""A talk with a mentor on the chat page, without script."""

import re

from starlette.testclient import TestClient

from bot.app import Parts, create_app
from tests.handoff.test_in_the_inbox import Desk

FIELD = re.compile(r'name="(session|history|language|got)" value="([^"]*)"')


class Visitor:
    def __init__(self, parts: Parts) -> None:
        self._client = TestClient(create_app(parts))
        self.page = self._client.get("/").text

    def writes(self, text: str, **more: str) -> "Visitor":
        fields = dict(FIELD.findall(self.page)) | {"text": text} | more
        self.page = self._client.post("/chat", data=fields).text
        return self

    def looks(self) -> "Visitor":
        return self.writes("", look="1")

    def sees(self, words: str, times: int = 1) -> None:
        assert self.page.count(words) == times, self.page


def test_what_a_mentor_writes_comes_with_the_next_look_and_stands_there_once(parts: Parts) -> None:
    desk, visitor = Desk(parts), Visitor(parts)
    visitor.sees('name="look" value="1" hidden')
    visitor.writes("MENTOR").writes("yes").sees('name="look" value="1" hidden', times=0)
    id = desk.takes()
    desk.says(id, "glad you came")
    before = visitor.page
    visitor.looks().sees("glad you came")
    visitor.looks().sees("glad you came")
    visitor.sees('<li class="mentor">')
    # The answer never arrived, and the page as it was before asks again.
    visitor.page = before
    desk.says(id, "take your time")
    visitor.writes("hello").sees("take your time")
    assert desk.reads(id) == ["hello"]
    visitor.writes("bye").sees("keep looking")
    visitor.sees('name="look" value="1" hidden')


def test_a_strange_count_of_what_was_got_is_none(parts: Parts) -> None:
    desk, visitor = Desk(parts), Visitor(parts)
    visitor.writes("MENTOR").writes("yes")
    desk.says(desk.takes(), "glad you came")
    visitor.writes("", look="1", got="-1 or so").sees("glad you came")


def test_danger_is_answered_even_if_what_waits_cannot_be_read(parts: Parts) -> None:
    visitor = Visitor(parts)
    with parts.stores.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")
    assert "911" in visitor.writes("hes outside with a gun").page

"""Texts sent in one breath are one message; danger waits for nothing."""

import asyncio
import time
from dataclasses import replace
from itertools import count

import pytest

from bot.app import Parts
from bot.bursts import GRACE
from bot.inbox import Answer, Inbound
from navigator.settings import Settings
from tests.cast import DEE, JO, ROSA
from tests.conversations.people import HERE

SIDS = count(1)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Waits for the next text, as a server does."""
    return replace(settings, burst_seconds=str(GRACE))


def texted(number: str, text: str, sid: str = "") -> Inbound:
    return Inbound("sms", number, text, sid=sid or f"SMburst{next(SIDS)}", more_may_come=True)


def in_one_breath(parts: Parts, loop: asyncio.AbstractEventLoop, *texts: Inbound, pause: float = 0.05) -> list[Answer]:
    """The answers to these, each sent a moment after the one before."""

    async def send() -> list[Answer]:
        sent = []
        for inbound in texts:
            sent.append(asyncio.create_task(parts.inbox.receive(inbound)))
            await asyncio.sleep(pause)
        return await asyncio.gather(*sent)

    return loop.run_until_complete(send())


def test_four_texts_in_one_breath_get_one_answer_to_all(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    parts_of_it = ("hey i need a bed", "me and my kids", "tonight", HERE)
    *earlier, last = in_one_breath(parts, loop, *(texted(ROSA, text) for text in parts_of_it))
    assert [answer.said for answer in earlier] == [(), (), ()]
    assert last.services
    assert last.slots["needs"] == ["housing"]
    assert "with_children" in last.slots["circumstances"]
    assert last.slots["area"]["zip"] == HERE


def test_one_text_alone_is_answered_within_two_seconds(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    began = time.monotonic()
    (answer,) = in_one_breath(parts, loop, texted(DEE, f"need food {HERE}"))
    assert answer.services
    assert time.monotonic() - began < 2


def test_danger_is_answered_at_once_and_takes_along_what_waits(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    async def send() -> tuple[Answer, Answer, float]:
        waiting = asyncio.create_task(parts.inbox.receive(texted(ROSA, "need a bed")))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        danger = await parts.inbox.receive(texted(ROSA, "hes outside with a gun"))
        took = time.monotonic() - began
        return await waiting, danger, took

    first, danger, took = loop.run_until_complete(send())
    assert first.said == ()
    assert danger.safety == ("violence_now",)
    assert "housing" in danger.slots["needs"]
    assert took < GRACE


def test_danger_in_two_halves_is_seen(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    _, last = in_one_breath(parts, loop, texted(ROSA, "im gonna kill"), texted(ROSA, "myself tonight"))
    assert "suicide" in last.safety


def test_a_menu_word_waits_for_nothing(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    began = time.monotonic()
    (answer,) = in_one_breath(parts, loop, texted(DEE, "MENU"))
    assert [said.key for said in answer.said] == ["menu"]
    assert time.monotonic() - began < 1


def test_two_people_in_the_same_second_are_two_people(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    one, other = in_one_breath(parts, loop, texted(DEE, "need a bed"), texted(JO, "need food"))
    assert one.slots["needs"] == ["housing"]
    assert other.slots["needs"] == ["food"]


def test_the_carrier_tries_again_after_an_empty_answer(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    first = texted(ROSA, "need a bed")
    in_one_breath(parts, loop, first, texted(ROSA, HERE))
    (again,) = in_one_breath(parts, loop, first)
    assert again.said == ()


def test_the_same_text_delivered_twice_counts_once(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    text = texted(DEE, f"need food {HERE}", sid="SMtwiceinabreath")
    first, second = in_one_breath(parts, loop, text, text)
    assert first.said == ()
    assert second.services

"""The desk in a real Chromium the size of a phone, while a person writes from theirs."""

import asyncio
import re
import statistics
import threading
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.app import Parts
from bot.inbox import Inbound, Inbox
from tests.browser.conftest import PHONE, chromium, context, page, site
from tests.cast import ROSA
from tests.desk.conftest import PASSWORD

__all__ = ["chromium", "context", "page", "site"]

SCRIPT_OFF = {"java_script_enabled": False, "viewport": PHONE}


@pytest.fixture
def at_desk(site: str, parts: Parts, page: Page) -> Page:
    """The page is asked for last, so that it closes first: an open one keeps the server from stopping."""
    parts.accounts.add("ana", PASSWORD, "mentor")
    parts.stores.programme.put("ana", 3)
    page.goto(f"{site}/desk/")
    sign_in(page)
    page.get_by_role("button", name="Go on shift").click()
    expect(page.get_by_text("You are on shift")).to_be_visible()
    return page


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


class Rosa:
    """A person who writes while the browser is open: in a thread, for the browser has the loop of this one."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox, self._sent = inbox, 0

    def texts(self, *messages: str) -> None:
        thread = threading.Thread(target=lambda: asyncio.run(self._send(messages)))
        thread.start()
        thread.join()

    async def _send(self, messages: tuple[str, ...]) -> None:
        for message in messages:
            self._sent += 1
            await self._inbox.receive(Inbound("sms", ROSA, message, sid=f"SMrosa{self._sent}"))


@pytest.fixture
def rosa(parts: Parts) -> Rosa:
    return Rosa(parts.inbox)


def test_from_the_list_to_the_end_with_news_coming_in(at_desk: Page, rosa: Rosa) -> None:
    rosa.texts("need food in 00104", "MENTOR", "yes")
    at_desk.get_by_role("button", name=re.compile("Take: food")).click()
    expect(at_desk.get_by_label("Your words")).to_be_focused()
    rosa.texts("are you real")
    expect(at_desk.get_by_role("log", name="Talk")).to_contain_text("are you real")
    at_desk.keyboard.type("I am")
    at_desk.keyboard.press("Enter")
    expect(at_desk.get_by_role("log", name="Talk")).to_contain_text("I am")
    expect(at_desk.get_by_label("Your words")).to_have_value("")
    assert at_desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    at_desk.on("dialog", lambda dialog: dialog.accept())
    at_desk.get_by_role("button", name="End the talk").click()
    expect(at_desk.get_by_text("None.")).to_be_visible()


def test_a_talk_that_the_person_ends_leaves_the_screen(at_desk: Page, rosa: Rosa) -> None:
    rosa.texts("MENTOR", "yes")
    at_desk.get_by_role("button", name=re.compile("Take")).click()
    rosa.texts("zebrafinch")
    expect(at_desk.get_by_role("log", name="Talk")).to_contain_text("zebrafinch")
    rosa.texts("STOP")
    expect(at_desk.get_by_text("This talk is over")).to_be_visible()
    expect(at_desk.locator("body")).not_to_contain_text("zebrafinch")


def test_words_arrive_at_once(at_desk: Page, rosa: Rosa) -> None:
    """From the inbox's answer to the mentor's screen; a loose bound for a busy machine, the aim is 300 ms."""
    rosa.texts("MENTOR", "yes")
    at_desk.get_by_role("button", name=re.compile("Take")).click()
    took = []
    for number in range(8):
        started = time.monotonic()
        rosa.texts(f"line {number}")
        expect(at_desk.get_by_role("log", name="Talk")).to_contain_text(f"line {number}")
        took.append(time.monotonic() - started)
    print(f"median {statistics.median(took) * 1000:.0f} ms, most {max(took) * 1000:.0f} ms")
    assert statistics.median(took) < 1


def test_without_script_it_is_forms_and_links(chromium: Any, site: str, parts: Parts, rosa: Rosa) -> None:
    parts.accounts.add("ana", PASSWORD, "mentor")
    parts.stores.programme.put("ana", 3)
    plain = chromium.new_context(**SCRIPT_OFF)
    desk = plain.new_page()
    desk.goto(f"{site}/desk/")
    sign_in(desk)
    desk.get_by_role("button", name="Go on shift").click()
    rosa.texts("MENTOR", "yes")
    desk.goto(f"{site}/desk/")
    desk.get_by_role("button", name=re.compile("Take")).click()
    rosa.texts("hello")
    desk.get_by_role("link", name="new words?").click()
    expect(desk.get_by_role("log")).to_contain_text("hello")
    desk.get_by_label("Your words").fill("hi rosa")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.get_by_role("log")).to_contain_text("hi rosa")
    plain.close()

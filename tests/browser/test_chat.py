"""The chat page as a person with a phone sees and uses it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from bot.pages import AWAY
from tests.browser.conftest import PHONE


def lines(page: Page) -> list[str]:
    return page.locator(".log li.guide").all_inner_texts()


def say(page: Page, text: str) -> None:
    before = len(lines(page))
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".log li.guide")).not_to_have_count(before)


def away(context: BrowserContext) -> None:
    """Stands in for the site the exit leads to: the tests reach nothing outside."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")

    context.route(f"{AWAY}**", answer)


def test_a_bed_for_a_mother_of_two_with_a_record(page: Page, site: str, shot: Callable[[str], None]) -> None:
    page.goto(site)
    say(page, "need a bed tonight for me and my two kids, got a felony")
    say(page, "00104")
    expect(page.locator(".log")).to_contain_text(re.compile(r"202-555-01\d\d"))
    assert page.locator(".log a[href^='tel:+1202555']").count() >= 1
    shot("chat-phone")


def test_nothing_is_wider_than_the_phone(page: Page, site: str) -> None:
    page.goto(site)
    say(page, "need a bed tonight for me and my two kids")
    say(page, "00104")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_with_the_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.type("need food")
    page.keyboard.press("Enter")
    expect(page.locator(".log li.guide")).to_have_count(2)
    expect(page.get_by_label("Your message")).to_be_focused()
    expect(page.get_by_label("Your message")).to_have_value("")


def test_a_reader_hears_who_says_what(page: Page, site: str) -> None:
    page.goto(site)
    say(page, "need food")
    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert page.locator(".log li.guide .who").first.text_content() == "Guide: "
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("way", ["button", "shift"])
def test_the_exit_leaves_at_once_and_back_does_not_return(
    page: Page, context: BrowserContext, site: str, way: str
) -> None:
    away(context)
    page.goto("about:blank")
    page.goto(site)
    say(page, "need a bed tonight")
    if way == "button":
        page.get_by_role("button", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(f"{AWAY}**")
    page.go_back()
    assert page.url == "about:blank"


def test_shift_while_typing_does_not_leave(page: Page, site: str) -> None:
    page.goto(site)
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    assert page.url.startswith(site)


def test_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    away(context)
    page = context.new_page()
    page.goto(site)
    page.get_by_label("Your message").fill("need food")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".log li.you")).to_have_count(1)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".log li.you")).to_have_count(2)
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url(f"{AWAY}**")
    context.close()


def test_a_lost_connection_keeps_the_words_in_the_box(context: BrowserContext, site: str) -> None:
    quiet = context.new_page()  # `page` would fail on the console's error, which is the point here
    quiet.goto(site)
    quiet.route("**/chat", lambda route: route.abort())
    quiet.get_by_label("Your message").fill("need a bed")
    quiet.get_by_role("button", name="Send").click()
    expect(quiet.get_by_role("alert")).to_be_visible()
    expect(quiet.get_by_label("Your message")).to_have_value("need a bed")


def test_nothing_is_kept_in_the_browser(page: Page, context: BrowserContext, site: str) -> None:
    page.goto(site)
    say(page, "need food")
    assert context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_in_spanish(page: Page, site: str) -> None:
    page.goto(f"{site}/?lang=es")
    page.get_by_label("Tu mensaje").fill("necesito comida")
    page.get_by_role("button", name="Enviar").click()
    expect(page.locator(".log li.guide")).to_have_count(2)
    assert "ZIP" in lines(page)[-1]

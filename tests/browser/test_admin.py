"""A maintainer with a phone: signs in, finds a listing, mends it, checks it off, and sees that it is written down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine

from bot.app import Parts
from navigator.store import open_database
from tests.browser.conftest import PHONE

PASSWORD = "four unrelated words here"


@pytest.fixture
def port_ellis(port_ellis: str, tmp_path: Path) -> str:
    """A copy of the sample city: this test writes to it."""
    copy = tmp_path / "port-ellis.db"
    source: Engine = open_database(port_ellis)
    with source.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
    source.dispose()
    return f"sqlite:///{copy}"


@pytest.fixture
def admin(context: BrowserContext, site: str, parts: Parts) -> Iterator[Page]:
    """The sign-in page. Fails the test on any error in the console but a form that was sent back (422)."""
    parts.accounts.add("rosa", PASSWORD, "maintainer")
    page, errors = context.new_page(), list[str]()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/admin")
    yield page
    assert not [error for error in errors if "422" not in error]


def fits(page: Page) -> None:
    """Nothing reaches out of a phone's screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Services")).to_be_visible()


def test_a_listing_is_mended_on_a_phone(admin: Page) -> None:
    fits(admin)
    sign_in(admin)
    fits(admin)
    admin.get_by_label("Words").fill("lantern")
    admin.get_by_label("Need").select_option("housing")
    admin.get_by_role("button", name="Show").click()
    fits(admin)
    admin.get_by_role("link", name="Lantern House").first.click()
    fits(admin)
    admin.get_by_label("Phone", exact=True).fill("202-555-0166")
    admin.get_by_role("group", name="Takes animals").get_by_label("yes").check()
    admin.get_by_label("Youngest age").fill("old")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_role("alert")).to_contain_text("Youngest age")
    expect(admin.get_by_label("Youngest age")).to_have_attribute("aria-invalid", "true")
    fits(admin)
    expect(admin.get_by_label("Phone", exact=True)).to_have_value("202-555-0166")
    admin.get_by_label("Youngest age").fill("18")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_role("status")).to_have_text("Saved.")
    admin.get_by_role("button", name="Verified today", exact=True).click()
    expect(admin.get_by_role("status")).to_have_text("Marked as checked today.")
    history = admin.locator("section", has=admin.get_by_role("heading", name="History"))
    expect(history).to_contain_text("rosa: phone from 202-555-0100 to 202-555-0166")
    expect(history).to_contain_text("rosa: accepts pets from no to yes")
    expect(history).to_contain_text("checked by rosa")
    fits(admin)


def test_the_pages_work_by_keyboard(admin: Page) -> None:
    admin.get_by_label("Name").focus()
    admin.keyboard.type("rosa")
    admin.keyboard.press("Tab")
    admin.keyboard.type(PASSWORD)
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("heading", name="Services")).to_be_visible()
    admin.keyboard.press("Tab")
    expect(admin.get_by_role("link", name="Skip to the page")).to_be_focused()
    admin.get_by_role("link", name="Add", exact=True).press("Enter")
    expect(admin.get_by_role("heading", name="Add a service")).to_be_visible()
    fits(admin)
    admin.get_by_label("Name", exact=True).press("Enter")
    expect(admin.get_by_role("heading", name="Add a service")).to_be_visible()


def test_nothing_needs_a_script(chromium: Browser, site: str, parts: Parts) -> None:
    parts.accounts.add("rosa", PASSWORD, "maintainer")
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}/admin")
    sign_in(page)
    page.get_by_label("Words").fill("lantern house")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Lantern House").first.click()
    page.get_by_role("button", name="Mark as closed").click()
    expect(page.get_by_role("status")).to_contain_text("Marked as closed.")
    context.close()

"""A real Chromium the size of a phone, and a real server for it to look at."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.app import Parts, create_app
from bot.pages import AWAY
from tests.conftest import ROOT, absent

PHONE = {"width": 390, "height": 844}
# Without these Chromium tries to reach the world at every start.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


# Not for longer than a module: Playwright holds this thread's event loop, which the tests after it need.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        absent("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport=PHONE, locale="en-US", device_scale_factor=2)  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when it logged an error or broke its own content policy."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    # Chromium may try to connect ahead to where the exit leads; the policy forbids that, and the exit works without.
    assert not [error for error in errors if AWAY not in error], errors


class Live(uvicorn.Server):
    """The application on a port of its own, in a thread, gone with the test."""

    def install_signal_handlers(self) -> None:
        return None


@pytest.fixture
def site(parts: Parts) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(create_app(parts), port=port, log_level="error", ws="none", access_log=False)
    server = Live(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def shot(page: Page) -> Callable[[str], None]:
    """Saves what a person sees into docs/, when NAVIGATOR_SCREENSHOTS is set (`make screenshots`)."""

    def save(name: str) -> None:
        if os.environ.get("NAVIGATOR_SCREENSHOTS"):
            page.screenshot(path=Path(ROOT / "docs" / f"{name}.png"))

    return save

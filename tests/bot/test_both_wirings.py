"""Actions in our process and behind rasa-sdk's own action server give the same replies."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

import actions.wiring
from bot.engine import Engine
from bot.inprocess import InProcessActions
from directory.store.repository import Directory
from navigator.clock import SystemClock
from navigator.ids import RandomIds
from navigator.settings import Settings
from navigator.store import open_database
from tests.bot.test_canaries import free_port

ROOT = Path(__file__).resolve().parents[2]
TALK = (
    "need a bed tonight for me and my two kids",
    "00104",
    "1",
    "what do i say",
    "MORE",
    "NO 2",
    "also food",
    "STEPS",
)


@pytest.fixture
def action_server(port_ellis: str, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "bot.cli", "rasa", "run", "actions", "--actions", "actions", "--port", str(port)]
    environment = os.environ | {"NAVIGATOR_DATABASE_URL": port_ellis, "NAVIGATOR_HOME": str(tmp_path)}
    with (tmp_path / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(400):
            try:
                if httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def directory(port_ellis: str, tmp_path: Path) -> Iterator[Directory]:
    settings = Settings(home=str(tmp_path), demo=True)
    opened = open_database(port_ellis)
    directory = Directory(opened, settings.timezone)
    actions.wiring.configure(directory=directory, clock=SystemClock(), ids=RandomIds(), settings=settings)
    yield directory
    opened.dispose()


def replies(brain: Engine, endpoint: EndpointConfig) -> list[list[str]]:
    """What TALK hears when actions run behind `endpoint`."""
    processor = brain._agent.processor
    before, processor.action_endpoint = processor.action_endpoint, endpoint

    async def talk() -> list[list[str]]:
        slots: dict[str, Any] | None = None
        heard = []
        for words in TALK:
            outcome = await brain.turn("somebody", words, slots, "sms")
            slots = outcome.slots
            heard.append([said.text for said in outcome.said])
        return heard

    try:
        return asyncio.run(talk())
    finally:
        processor.action_endpoint = before


def test_both_wirings_say_the_same(brain: Engine, directory: Directory, action_server: str) -> None:
    inside = replies(brain, InProcessActions())
    assert replies(brain, EndpointConfig(url=action_server)) == inside
    assert all(inside)


def test_results_of_our_actions_fit_rasas_schema(brain: Engine, directory: Directory) -> None:
    """The server spares them this check on every call; here it is made once for each turn of a talk."""
    validator = Draft7Validator(RemoteAction.action_response_format_spec())
    seen = []

    class Checked(InProcessActions):
        async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> Any:
            result = await super().request(*args, json=json, **kwargs)
            seen.append(list(validator.iter_errors(result)))
            return result

    replies(brain, Checked())
    assert len(seen) == len(TALK)
    assert not any(seen)

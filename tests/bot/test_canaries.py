"""A long life of the whole system, with a word nobody else uses in every message; then every byte is searched for it.

What is searched: all files under NAVIGATOR_HOME (database, its log and shared memory), the temporary folder, standard
output and error with debug logging on, and every row of every table.
"""

import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy
from twilio.request_validator import RequestValidator

from navigator.privacy.sealing import new_key
from navigator.store import open_database
from tests.conftest import ROOT

TOKEN, URL = "0123456789abcdef", "https://chat.example.org"
FIELD = re.compile(r'name="(session|history|language)" value="([^"]*)"')
LIFE = (
    "hi im {canary}",
    "need a bed tonight for me and my kids my name is {canary}",
    "00104 {canary}",
    "1",
    "MORE",
    "what do i say {canary}",
    "he is outside with a gun {canary}",
    "i took all the pills {canary}",
    "talk to a mentor {canary}",
    "necesito comida {canary}",
    "/restart {canary}",
    "NO 1",
    "WRONG 1 {canary}",
    "dont text me {canary}",
    "\x00 {canary} \ud83d",
)


class Life:
    """One server and what was sent to it."""

    def __init__(self, home: Path, database: str) -> None:
        self._numbers = itertools.count(1)
        self.canaries: list[str] = []
        self.home, self.scratch = home, home.parent / "scratch"
        self.scratch.mkdir()
        self.port = free_port()
        reporting = home.parent / "reporting.txt"
        reporting.write_text("2026-11-20 Approved by nobody; a test.", encoding="utf-8")
        self.environment = os.environ | {
            "NAVIGATOR_HOME": str(home),
            "NAVIGATOR_DATABASE_URL": database,
            "NAVIGATOR_SECRET_KEYS": new_key(),
            "NAVIGATOR_PSEUDONYM_KEY": new_key(),
            "NAVIGATOR_REPORTING_TEXT": str(reporting),
            "NAVIGATOR_MODEL": str(ROOT / "models"),
            "NAVIGATOR_PUBLIC_URL": URL,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TMPDIR": str(self.scratch),
            "LOG_LEVEL": "DEBUG",
            "NAVIGATOR_BURST_SECONDS": "0",
            "PYTHONFAULTHANDLER": "1",
        }
        self.output = home.parent / "output.txt"
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(self.port)]
        with self.output.open("ab") as output:
            process = subprocess.Popen(command, env=self.environment, stdout=output, stderr=output, cwd=ROOT)
        for _ in range(600):
            if process.poll() is not None:
                pytest.fail(self.output.read_text(encoding="utf-8", errors="replace"))
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz").status_code == 200:
                    return process
            except httpx.TransportError:
                time.sleep(0.1)
        pytest.fail("the server did not get ready")

    def canary(self) -> str:
        self.canaries.append(f"zebrafinch{next(self._numbers)}q")
        return self.canaries[-1]

    def text(self, number: str, words: str) -> None:
        fields = {"From": number, "Body": words, "MessageSid": f"SM{next(self._numbers)}", "NumMedia": "0"}
        fields = {key: value.encode("utf-8", "replace").decode() for key, value in fields.items()}
        signature = RequestValidator(TOKEN).compute_signature(f"{URL}/sms", fields)
        answer = httpx.post(f"http://127.0.0.1:{self.port}/sms", data=fields, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == 200

    def chat(self, *messages: str) -> None:
        page = httpx.get(f"http://127.0.0.1:{self.port}/").text
        for words in messages:
            fields = dict(FIELD.findall(page)) | {"text": words.encode("utf-8", "replace").decode()}
            page = httpx.post(f"http://127.0.0.1:{self.port}/chat", data=fields).text

    def refused(self, words: str) -> None:
        fields = {"From": words, "Body": words}
        assert httpx.post(f"http://127.0.0.1:{self.port}/sms", data=fields).status_code == 403

    def killed(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def started_again(self) -> None:
        self.process = self._start()

    def stopped(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def life(tmp_path: Path, database_url: str) -> Iterator[Life]:
    # SQLite stands in NAVIGATOR_HOME, as for an operator, so that its file is searched byte by byte.
    home = tmp_path / "home"
    lived = Life(home, f"sqlite:///{home / 'navigator.db'}" if database_url.startswith("sqlite") else database_url)
    yield lived
    lived.process.kill()
    lived.process.wait()


def everything(life: Life) -> Iterator[tuple[str, bytes]]:
    """Every place where something could have been left, with its bytes."""
    yield "output", life.output.read_bytes()
    for folder in (life.home, life.scratch):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path), path.read_bytes()
    database = open_database(life.environment["NAVIGATOR_DATABASE_URL"])
    with database.connect() as connection:
        for table in sqlalchemy.inspect(database).get_table_names():
            rows = connection.execute(sqlalchemy.text(f'SELECT * FROM "{table}"')).all()
            yield f"table {table}", b"".join(_bytes(value) for row in rows for value in row)
    database.dispose()


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def found_in(life: Life, words: list[str]) -> list[str]:
    places = list(everything(life))
    return [f"{word} in {place}" for place, held in places for word in words if word.encode() in held]


@pytest.mark.timeout(180)
def test_nothing_anyone_wrote_can_be_found_afterwards(life: Life) -> None:
    numbers = ["+15105550131", "+15105550132"]
    for number in numbers:
        for message in LIFE:
            life.text(number, message.format(canary=life.canary()))
    life.chat(*(message.format(canary=life.canary()) for message in LIFE))
    life.refused(life.canary())
    life.killed()
    life.started_again()
    life.text(numbers[0], f"START {life.canary()}")
    life.text("+15105550133", f"need food {life.canary()}")
    life.stopped()
    digits = [*numbers, "+15105550133"]
    wanted = [*life.canaries, *digits, *(number.removeprefix("+1") for number in digits)]
    assert not found_in(life, wanted)
    # The search itself finds what is there: a name of ours in the log, and conversations that were kept.
    assert found_in(life, ["webhook_refused"])
    assert dict(everything(life))["table conversations"]

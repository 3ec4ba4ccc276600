"""Turns per second of `navigator serve`, against the same model behind `rasa run` and `rasa run actions`.

Ours does more for each turn: signature, safety screen, sealed storage, receipts, deletion queue. The baseline
answers on Rasa's REST channel and keeps its trackers in memory.
"""

import argparse
import asyncio
import itertools
import tempfile
from pathlib import Path

import aiohttp
from twilio.request_validator import RequestValidator

from bench.load import Load, load
from bench.servers import ROOT, Server, free_port, running
from navigator.privacy.sealing import new_key

TOKEN, PUBLIC = "0123456789abcdef", "https://chat.example.org"


def ours(folder: Path, talks: int) -> tuple[Server, list[Load]]:
    port = free_port()
    reporting = folder / "reporting.txt"
    reporting.write_text("For a benchmark.", encoding="utf-8")
    environment = {
        "NAVIGATOR_HOME": str(folder / "home"),
        "NAVIGATOR_SECRET_KEYS": new_key(),
        "NAVIGATOR_PSEUDONYM_KEY": new_key(),
        "NAVIGATOR_REPORTING_TEXT": str(reporting),
        "NAVIGATOR_PUBLIC_URL": PUBLIC,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "NAVIGATOR_BURST_SECONDS": "0",  # it waits on purpose; what is measured here is the work
    }
    seed(folder / "home")
    sids, validator = itertools.count(), RequestValidator(TOKEN)

    async def send(session: aiohttp.ClientSession, person: int, words: str) -> None:
        form = {"From": f"+1510555{person:04}", "Body": words, "MessageSid": f"SM{next(sids)}", "NumMedia": "0"}
        headers = {"X-Twilio-Signature": validator.compute_signature(f"{PUBLIC}/sms", form)}
        async with session.post(f"http://127.0.0.1:{port}/sms", data=form, headers=headers) as answer:
            assert answer.status == 200, answer.status
            assert "<Message" in await answer.text()

    command = ["-m", "bot.cli", "serve", "--port", str(port)]
    with running([command], f"http://127.0.0.1:{port}/readyz", folder, **environment) as server:
        loads = [asyncio.run(load(send, clients, talks)) for clients in (1, 8)]
        server.weigh()
    return server, loads


def seed(home: Path) -> None:
    from bot.app import load_samples
    from navigator.settings import Settings

    load_samples(Settings(home=str(home), demo=True))


def baseline(folder: Path, talks: int) -> tuple[Server, list[Load]]:
    port, actions = free_port(), free_port()
    home = folder / "home"
    seed(home)
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    (folder / "endpoints.yml").write_text(
        f"action_endpoint: {{url: 'http://127.0.0.1:{actions}/webhook'}}\nnlg: {{type: bot.nlg.CatalogueNLG}}\n",
        encoding="utf-8",
    )

    async def send(session: aiohttp.ClientSession, person: int, words: str) -> None:
        message = {"sender": f"p{person}", "message": words}
        async with session.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=message) as answer:
            assert answer.status == 200, answer.status
            assert await answer.json()

    rasa = ["-m", "bot.cli", "rasa"]
    commands = [
        [*rasa, "run", "actions", "--actions", "actions", "--port", str(actions)],
        [
            *(*rasa, "run", "--port", str(port), "--model", str(ROOT / "models")),
            *("--endpoints", str(folder / "endpoints.yml"), "--credentials", str(folder / "credentials.yml")),
        ],
    ]
    with running(commands, f"http://127.0.0.1:{port}/", folder, NAVIGATOR_HOME=str(home)) as server:
        loads = [asyncio.run(load(send, clients, talks)) for clients in (1, 8)]
        server.weigh()
    return server, loads


def report(name: str, server: Server, loads: list[Load]) -> None:
    print(f"{name}: ready after {server.ready:.1f} s, {server.resident:.0f} MB resident")
    for each in loads:
        print(
            f"  {each.clients} client(s): {each.per_second:6.0f} turns/s, "
            f"p50 {each.percentile(50):6.1f} ms, p99 {each.percentile(99):6.1f} ms   ({each.turns} turns)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--talks", type=int, default=25, help="talks of six messages each client has (25)")
    talks = parser.parse_args().talks
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        mine, my_loads = ours(Path(one), talks)
        report("navigator serve", mine, my_loads)
        theirs, their_loads = baseline(Path(two), max(talks // 3, 1))
        report("baseline: rasa run + rasa run actions", theirs, their_loads)
    for my, their in zip(my_loads, their_loads, strict=True):
        print(f"ratio at {my.clients} client(s): {my.per_second / their.per_second:.1f} times the turns per second")


if __name__ == "__main__":
    main()

"""The command line as a shell meets it: exit codes, contracts, no traceback for a mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )


def test_understand_gives_exactly_the_fields_others_rely_on() -> None:
    lines = [{"id": "1", "text": "me n my 2 kids need a place tonite"}, {"id": 2, "text": "he has a gun to my head"}]
    ran = run("understand", "--jsonl", given="\n".join(map(json.dumps, lines)))
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    fields = {"id", "needs", "circumstances", "urgency", "safety", "language", "scrubbed"}
    assert [set(row) for row in rows] == [fields, fields]
    assert [row["id"] for row in rows] == ["1", 2]
    assert (rows[0]["needs"], rows[0]["circumstances"], rows[0]["urgency"]) == (["housing"], ["with_children"], "now")
    assert rows[1]["safety"]
    assert ran.returncode == 0


def test_one_sentence_is_shown_as_a_table() -> None:
    ran = run("understand", "need food")
    assert ran.returncode == 0
    assert "food" in ran.stdout


def test_chat_gives_exactly_the_fields_others_rely_on(port_ellis: str, tmp_path: Path) -> None:
    talk = [
        {"conversation": "a", "channel": "sms", "text": "need a bed tonight for me and my two kids, got a felony"},
        {"conversation": "a", "channel": "sms", "text": "00104", "sid": "SM2"},
        {"conversation": "b", "channel": "web", "text": "hi"},
    ]
    given = "\n".join(map(json.dumps, talk))
    options = ("--now", "2026-11-20T22:30-08:00", "--database", port_ellis)
    ran = run("chat", "--jsonl", *options, given=given, NAVIGATOR_HOME=str(tmp_path))
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [row["conversation"] for row in rows] == ["a", "a", "b"]
    for row in rows:
        assert set(row) == {"conversation", "replies", "segments", "services", "state", "safety"}
        assert len(row["replies"]) == len(row["segments"])
    assert rows[1]["services"]
    assert rows[1]["state"]["needs"] == ["housing"]
    assert set(rows[1]["state"]["circumstances"]) == {"with_children", "has_record"}
    assert rows[1]["state"]["area"] == "00104"
    assert rows[2]["state"]["needs"] == []


def test_nothing_is_left_of_a_chat_in_the_terminal(port_ellis: str, tmp_path: Path) -> None:
    given = json.dumps({"conversation": "a", "text": "need food my name is zebrafinch"})
    run("chat", "--jsonl", "--database", port_ellis, given=given, NAVIGATOR_HOME=str(tmp_path), TMPDIR=str(tmp_path))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in left if b"zebrafinch" in path.read_bytes()]


@pytest.mark.parametrize(
    ("arguments", "given", "code"),
    [
        (("understand",), "", 2),
        (("understand", "--jsonl"), "no json\n", 2),
        (("understand", "--jsonl"), '{"id": 1}\n', 2),
        (("chat", "--now", "tomorrow"), "", 2),
        (("nothing",), "", 2),
        (("directory", "import", "nowhere.csv"), "", 2),
        (("serve",), "", 1),
        (("doctor",), "", 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_mistake_gets_a_sentence_and_no_traceback(
    arguments: tuple[str, ...], given: str, code: int, tmp_path: Path
) -> None:
    ran = run(*arguments, given=given, NAVIGATOR_HOME=str(tmp_path), NAVIGATOR_SECRET_KEYS="")
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr or ran.stdout


def test_a_server_names_every_setting_it_misses(tmp_path: Path) -> None:
    ran = run("serve", NAVIGATOR_HOME=str(tmp_path))
    for name in ("NAVIGATOR_SECRET_KEYS", "NAVIGATOR_PSEUDONYM_KEY", "TWILIO_AUTH_TOKEN", "NAVIGATOR_REPORTING_TEXT"):
        assert name in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_missing_model_says_how_to_train(tmp_path: Path) -> None:
    ran = run("understand", "hello", NAVIGATOR_MODEL=str(tmp_path / "nowhere"))
    assert ran.returncode == 1
    assert "navigator train" in ran.stderr


def test_the_doctor_makes_a_key_and_shows_no_secret(tmp_path: Path) -> None:
    key = run("doctor", "--new-key").stdout.strip()
    assert len(key) > 30
    assert key not in run("doctor", NAVIGATOR_SECRET_KEYS=key, NAVIGATOR_HOME=str(tmp_path)).stdout


def test_help_needs_no_model_and_is_quick() -> None:
    ran = run("--help", NAVIGATOR_MODEL="nowhere")
    assert ran.returncode == 0
    assert "understand" in ran.stdout

"""The stories of this folder, run by Rasa itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
FEWEST = 5


def test_every_story_is_told_as_written(tmp_path: Path) -> None:
    stories = yaml.safe_load((FOLDER / "talks.yml").read_text(encoding="utf-8"))["stories"]
    assert len(stories) >= FEWEST
    command = [
        sys.executable,
        "-m",
        "bot.cli",
        "rasa",
        "test",
        "core",
        "--stories",
        str(FOLDER),
        "--out",
        str(tmp_path),
    ]
    environment = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"] == {
        "accuracy": 1.0,
        "correct": len(stories),
        "with_warnings": report["conversation_accuracy"]["with_warnings"],
        "total": len(stories),
    }

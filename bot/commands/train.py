"""`navigator train`: everything that is learned, from the files in the repository and nothing else."""

import contextlib
import io
import multiprocessing
import os
import shutil
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import click

from bot.commands.rasa import HERE, ROOT
from bot.fingerprint import fingerprint
from navigator.errors import NavigatorError
from navigator.settings import Settings

MODEL = "navigator"
WORKERS = 2
STAMP = ".trained"
INPUTS = (
    HERE / "config.yml",
    HERE / "domain",
    HERE / "components",
    ROOT / "data",
    ROOT / "navigator" / "vocabulary",
    ROOT / "navigator" / "understanding",
    ROOT / "navigator" / "safety",
    ROOT / "navigator" / "privacy",
    ROOT / "requirements.lock",
)


@click.command("train", short_help="Train everything that is learned.")
@click.option("--if-needed", is_flag=True, help="Do nothing when nothing it is made from has changed.")
def command(if_needed: bool) -> None:
    """Train understanding, the safety classifier, the name finder and the Rasa model. A minute or two on two cores.

    \b
    Examples:  navigator train
               navigator train --if-needed
    """
    folder = Settings.from_environment(demo=True).weights
    stamp, now = folder / STAMP, fingerprint(INPUTS)
    if if_needed and stamp.is_file() and stamp.read_text(encoding="ascii") == now:
        return
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    click.echo(f"Training {', '.join(STEPS)} (a minute or two) ...")
    # Apart from each other and side by side, each on one core: more threads than cores would only wait for each other.
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    # Rasa shows its progress bars unless told not to.
    os.environ |= {"PYTHONWARNINGS": "ignore", "LOG_LEVEL": "WARNING"}
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        running = {pool.submit(_step, name, folder): name for name in STEPS}
        for done in as_completed(running):
            click.echo(f"  {running[done]}: {done.result():.0f} s")
    stamp.write_text(now, encoding="ascii")


def _step(name: str, folder: Path) -> float:
    """Runs one step in a process of its own; the seconds it took. Its chatter is not the operator's."""
    started = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()):
        STEPS[name](folder)
    return time.monotonic() - started


def _safety(folder: Path) -> None:
    from navigator.safety.train import train

    train(_fresh(folder / "safety"))


def _names(folder: Path) -> None:
    from navigator.privacy.train import train

    train(_fresh(folder / "scrub"))


def _rasa(folder: Path) -> None:
    """Rasa's own training, on the Python API. Warnings of its age are not the trainer's to mend."""
    from rasa.model_training import train

    from bot import inprocess

    inprocess.install()
    output = folder.resolve()
    os.chdir(ROOT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = train(
            domain=str(HERE / "domain"),
            config=str(HERE / "config.yml"),
            training_files=str(ROOT / "data"),
            output=str(output),
            fixed_model_name=MODEL,
        )
    if made.code != 0 or made.model is None:
        raise NavigatorError("Rasa could not train; `navigator rasa data validate` says why.")


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


# The longest first, so that the others fit beside it.
STEPS: dict[str, Callable[[Path], None]] = {
    "understanding and rules (Rasa)": _rasa,
    "the safety classifier": _safety,
    "the name finder": _names,
}

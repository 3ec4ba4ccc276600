"""The understanding model inside Rasa's model archive, for whoever needs it without Rasa."""

import shutil
import tarfile
import tempfile
from pathlib import Path

from navigator.errors import ModelMissing

COMPONENT = "train_bot.components.understand.Understand0"
UNPACKED = ".unpacked"


def newest_model(model: Path) -> Path:
    """`model` itself, or the newest archive in that folder. Raises :class:`ModelMissing`."""
    if model.is_file():
        return model
    archives = sorted(model.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime) if model.is_dir() else []
    if not archives:
        raise ModelMissing(f"no trained model in {model}; train one with: navigator train")
    return archives[-1]


def understanding_folder(model: Path) -> Path:
    """The folder that `navigator.understanding.model.Model.load` reads, unpacked once beside its archive."""
    archive = newest_model(model)
    stat = archive.stat()
    target = archive.parent / UNPACKED / f"{archive.name}-{stat.st_mtime_ns}"
    if not target.is_dir():
        _unpack(archive, target)
    return target


def _unpack(archive: Path, target: Path) -> None:
    prefix = f"components/{COMPONENT}/"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch, tarfile.open(archive) as opened:
        for member in opened:
            if member.isfile() and member.name.startswith(prefix):
                member.name = member.name.removeprefix(prefix)
                opened.extract(member, scratch, filter="data")
        if not any(Path(scratch).iterdir()):
            raise ModelMissing(f"{archive} holds no understanding; train anew with: navigator train")
        for old in target.parent.glob(f"{archive.name}-*"):
            shutil.rmtree(old, ignore_errors=True)
        # Two processes may unpack at once: the later one finds the folder there, with the same files.
        shutil.copytree(scratch, target, dirs_exist_ok=True)

"""The word tables beside this package: `<folder>/<name>.yml`."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(folder: str, name: str) -> Any:
    """The parsed table, read once. FileNotFoundError when there is none."""
    path = files("navigator.understanding").joinpath(folder, f"{name}.yml")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a SafeLoader)


class _Loader(yaml.SafeLoader):
    """Every scalar is text: `no`, `yes`, `on` and `2` are words here."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}  # noqa: RUF012 (the name PyYAML reads)

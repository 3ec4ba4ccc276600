"""Lets Rasa 3.6 run without TensorFlow and without the SDKs of chat vendors it never talks to here.

Rasa imports both at start but uses TensorFlow only in DIET, TED and two featurizers. Where such a package is not
installed, this module's finder serves an inert stand-in, so that the import succeeds and nothing else does: calling
into a stand-in raises :class:`NotInstalled` with the name of the package. Import this module before `rasa`.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence

STAND_INS = (
    *("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"),
    *("aio_pika", "aiogram", "aiormq", "boto3", "botocore", "confluent_kafka", "fbmessenger", "google.auth"),
    *("google.oauth2", "mattermostwrapper", "pika", "pymongo", "redis", "rocketchat_API", "slack", "slack_sdk"),
    "webexteamssdk",
)


class NotInstalled(RuntimeError):
    """A part of Rasa that Navigator leaves out was used. Not retryable: change config.yml."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not part of Navigator's lean Rasa; use a component that does not need it")


class _Meta(type):
    """Attributes of a stand-in are stand-ins; in a type union it stands for any object."""

    def __getattr__(cls, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _inert(f"{cls.__qualname__}.{name}")

    def __or__(cls, other: object) -> type:  # type: ignore[override]  # a union with nothing real is any object
        return object

    def __ror__(cls, other: object) -> type:  # type: ignore[override]
        return object


def _inert(name: str) -> type:
    """A class that can be subclassed, annotated with and looked into, but not used."""

    def refuse(self: object, *args: object, **kwargs: object) -> None:
        raise NotInstalled(name)

    def itself(cls: type, item: object) -> type:
        return cls

    short = name.rpartition(".")[2]
    # Rasa names vendors' errors in `except` clauses, which take only exceptions.
    bases = (Exception,) if short.endswith(("Error", "Failure", "Exception")) else ()
    body = {"__qualname__": name, "__init__": refuse, "__class_getitem__": classmethod(itself)}
    return type(short, bases, body) if bases else _Meta(short, bases, body)


class _StandIn(types.ModuleType):
    def __getattr__(self, name: str) -> object:
        # matplotlib asks every loaded "tensorflow" for is_tensor; an answer would send it into recursion.
        if name.startswith("__") or name == "is_tensor":
            raise AttributeError(name)
        value = _inert(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not any(fullname == name or fullname.startswith(f"{name}.") for name in STAND_INS):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


def install() -> None:
    """Put the finder last, so that a package that is installed is always found first."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())

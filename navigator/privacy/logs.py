"""Logs that say what happened and never what was said.

A line is made of: when, how bad, which logger, the event's name, and fields that are plainly ids or measures. Whatever
else a record carries — arguments, formatted messages, the words of an exception, a local variable — may be a person's
text, and is left out at the one place all lines pass, the formatter. So a library that logs a message body at debug
level, or an error that quotes its input, writes its logger's name and its place in the code and nothing more.

Say `log.info("message_answered", extra={"fields": {"segments": 2}})`: a constant name, no arguments.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import IO

_EVENT = re.compile(r"[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*")
# Ids, names of things, measures. No spaces, so no sentences; not seven digits on end, so no numbers of phones.
_PLAIN = re.compile(r"(?!.*\d{7})[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}")
_WITHHELD = "withheld"


class EventFormatter(logging.Formatter):
    """`2026-11-20T22:30:00 INFO navigator.inbox message_answered segments=2`; what does not fit is `withheld`."""

    def __init__(self) -> None:
        super().__init__(datefmt="%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        event = _event(record)
        told = [self.formatTime(record, self.datefmt), record.levelname, record.name, event]
        fields = getattr(record, "fields", None)
        if isinstance(fields, Mapping):
            told += [f"{_plain(key)}={_plain(value)}" for key, value in fields.items()]
        if event == _WITHHELD:
            told.append(f"at={record.module}:{record.lineno}")
        if record.exc_info and record.exc_info[1] is not None:
            told.append(f"error={trail(record.exc_info[1])}")
        return " ".join(told)


def install(level: int = logging.INFO, stream: IO[str] | None = None) -> None:
    """Makes every logger of the process write through :class:`EventFormatter`, to `stream` (standard error).

    Also for warnings, for errors that nobody caught in any thread, and for mistakes inside logging itself, which
    otherwise print their arguments. Loggers that brought a handler of their own lose it.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(EventFormatter())
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def trail(error: BaseException) -> str:
    """Kinds and places of an error and causes, outermost first (`ValueError@inbox:41<KeyError@store:7`). No words."""
    told: list[str] = []
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        frames = traceback.extract_tb(now.__traceback__)
        place = f"@{frames[-1].filename.rsplit('/', 1)[-1].removesuffix('.py')}:{frames[-1].lineno}" if frames else ""
        told.append(type(now).__name__ + place)
        now = now.__cause__ or now.__context__
    return "<".join(told)


def _event(record: logging.LogRecord) -> str:
    constant = isinstance(record.msg, str) and not record.args and _EVENT.fullmatch(record.msg)
    return str(record.msg) if constant and len(record.msg) <= 64 else _WITHHELD


def _plain(value: object) -> str:
    if value is None or isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < 10_000_000):
        return str(value)
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else _WITHHELD


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is not None:
        logging.getLogger("navigator").critical("uncaught_error", exc_info=(kind, error, trace))

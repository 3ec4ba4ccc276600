import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from navigator.privacy import logs

SECRET = "my name is keisha call 5105550142"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process writes to its log while a test runs; logging is put back afterwards."""
    root = logging.root
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook, logging.raiseExceptions)
    loggers = {
        name: (one.handlers[:], one.propagate)
        for name, one in root.manager.loggerDict.items()
        if isinstance(one, logging.Logger)
    }
    out = io.StringIO()
    logs.install(logging.DEBUG, out)
    yield out
    logging.captureWarnings(False)
    root.handlers, root.level, sys.excepthook, threading.excepthook, logging.raiseExceptions = before
    for name, (handlers, propagate) in loggers.items():
        logging.getLogger(name).handlers, logging.getLogger(name).propagate = handlers, propagate


def test_an_event_and_its_measures_are_written(written: io.StringIO) -> None:
    logging.getLogger("navigator.inbox").info("message_answered", extra={"fields": {"segments": 2, "step": "housing"}})
    assert written.getvalue().rstrip().endswith("INFO navigator.inbox message_answered segments=2 step=housing")


@pytest.mark.parametrize(
    ("message", "arguments"),
    [(SECRET, ()), ("got %s", (SECRET,)), ("got %r", ({"text": SECRET},)), ("%d", (SECRET,)), ({"text": SECRET}, ())],
)
def test_whatever_a_library_logs_its_words_are_withheld(
    written: io.StringIO, message: object, arguments: tuple[object, ...]
) -> None:
    logging.getLogger("some.library").debug(message, *arguments)
    assert "some.library withheld at=test_logs:" in written.getvalue()
    assert "keisha" not in written.getvalue()


@pytest.mark.parametrize(
    "value", [SECRET, "5105550142", "keisha jones", 5105550142, [SECRET], "a" * 65, "+15105550142"]
)
def test_a_field_that_could_be_a_text_or_a_number_is_withheld(written: io.StringIO, value: object) -> None:
    logging.getLogger("navigator").warning("odd_field", extra={"fields": {"given": value}})
    assert written.getvalue().rstrip().endswith("odd_field given=withheld")


def test_an_error_says_its_kinds_and_places_but_not_its_words(written: io.StringIO) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        logging.getLogger("navigator").exception("turn_failed")
    line = written.getvalue()
    assert "turn_failed error=RuntimeError@test_logs:" in line
    assert "<ValueError@test_logs:" in line
    assert "keisha" not in line


def test_an_uncaught_error_in_a_thread_is_told_without_words(written: io.StringIO) -> None:
    def fail() -> None:
        raise RuntimeError(SECRET)

    # pytest keeps its own watch over threads: the hook is called as Python would.
    try:
        fail()
    except RuntimeError as error:
        threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, None)))
        sys.excepthook(type(error), error, error.__traceback__)
    assert written.getvalue().count("uncaught_error error=RuntimeError@test_logs:") == 2
    assert "keisha" not in written.getvalue()


def test_a_warning_is_told_without_words(written: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(SECRET, stacklevel=1)
        logging.captureWarnings(False)
    assert "py.warnings withheld" in written.getvalue()
    assert "keisha" not in written.getvalue()


def test_a_logger_that_brought_its_own_handler_loses_it(written: io.StringIO) -> None:
    chatty, own = logging.getLogger("chatty.library"), io.StringIO()
    chatty.addHandler(logging.StreamHandler(own))
    logs.install(logging.DEBUG, written)
    chatty.warning(SECRET)
    assert own.getvalue() == ""
    assert "chatty.library withheld" in written.getvalue()

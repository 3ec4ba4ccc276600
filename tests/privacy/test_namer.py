"""The trained recogniser of names. Trains once for this file, smaller than in life."""

import random
import statistics
import time
from pathlib import Path

import pytest

from navigator.privacy.scrub import Scrubber
from navigator.privacy.train import messages, train
from tests.privacy.marked import innocent, marked, measure


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Scrubber:
    folder = tmp_path_factory.mktemp("namer")
    train(folder, how_many=6000, rounds=5)
    return Scrubber.load(folder)


def test_it_finds_names_that_only_their_place_shows(trained: Scrubber) -> None:
    assert trained.scrub("i was w trell when it went down") == "i was w [name] when it went down"
    assert trained.scrub("reynaldo no me deja salir") == "[name] no me deja salir"


@pytest.mark.parametrize(("held", "plain"), [("examples", "innocent"), ("unseen", "unseen_innocent")])
def test_identifying_spans_go_and_innocent_words_stay(trained: Scrubber, held: str, plain: str) -> None:
    reach = measure(trained, marked(held) + [(text, []) for text in innocent(plain)])
    assert reach.recall >= 0.95, reach.table()
    assert reach.survival >= 0.98, reach.table()


def test_scrubbing_twice_changes_nothing(trained: Scrubber) -> None:
    for text, _ in marked("unseen"):
        once = trained.scrub(text)
        assert trained.scrub(once) == once


def test_half_of_all_messages_take_less_than_three_milliseconds(trained: Scrubber) -> None:
    spent = []
    for text, _ in marked("unseen"):
        start = time.perf_counter()
        trained.scrub(text)
        spent.append(time.perf_counter() - start)
    assert statistics.median(spent) < 0.003


def test_the_made_up_messages_mark_what_they_put_in() -> None:
    for text, spans in messages(random.Random(1), 300):
        assert "{" not in text
        for start, end in spans:
            assert text[start:end].strip() == text[start:end] != ""


def test_weights_are_small(tmp_path: Path) -> None:
    train(tmp_path, how_many=200, rounds=1)
    assert sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()) < 10_000_000

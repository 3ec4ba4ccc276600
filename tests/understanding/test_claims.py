"""How a message speaks of a label, whatever the label's words are."""

import numpy as np

from navigator.understanding.claims import Claim, claim, clauses
from navigator.understanding.example import Example
from navigator.understanding.labels import topics
from navigator.understanding.reading import read
from navigator.understanding.verify import Claims, candidates, fit_second, judge_again, judged_again, unjudged


def of(label: str, text: str) -> Claim:
    reading = read(text, "en")
    return claim(label, reading.said, reading.found, label in reading.denied)


def test_the_words_of_the_label_are_hidden() -> None:
    assert of("need:legal", "no lawyer needed").said == ("no", "X", "needed")
    assert of("need:legal", "no lawyer just food").said == ("no", "X", "just", "Y")


def test_what_is_said_alike_of_two_labels_shares_its_clues() -> None:
    lawyer, pantry = of("need:legal", "no lawyer needed").clues(), of("need:food", "no pantry needed").clues()
    assert {"<0 no", ">0 needed"} <= set(lawyer) & set(pantry)


def test_a_label_no_word_points_at_has_clues_too() -> None:
    assert "any2 good morning" in of("need:food", "good morning").clues()


def test_a_joining_word_opens_its_clause() -> None:
    assert clauses(["no", "X", "but", "Y"]) == [(0, 2), (2, 4)]
    assert clauses([]) == [(0, 0)]


def test_a_denial_learned_of_one_need_holds_for_another() -> None:
    needed = [Example(f"need a {thing}", needs=frozenset([id])) for thing, id in NEEDED]
    denied = [Example(f"no {thing} needed", not_needs=frozenset([id])) for thing, id in NEEDED]
    examples = [*needed, *denied]
    wanted = np.array([[f"need:{id}" in _true(example) for id in _ids()] for example in examples], np.float32)
    readings = [read(example.text, "en") for example in examples]
    first = np.full((len(examples), len(topics())), 0.01, np.float32)
    for row, reading in enumerate(readings):
        for pointer in reading.found:
            first[row, topics().index(pointer.label)] = 0.9
    claims = Claims.of(readings, first, np.zeros(len(examples), np.float32))
    weights = fit_second(claims, examples, wanted)
    unseen = dict.fromkeys(topics(), 0.01) | {"need:food": 0.9}
    said_no = judge_again(weights, read("no pantry needed", "en"), unseen, 0.0)["need:food"]
    said_yes = judge_again(weights, read("need a pantry", "en"), unseen, 0.0)["need:food"]
    assert said_no < 0.5 < said_yes


NEEDED = [
    ("lawyer", "legal"),
    ("dentist", "health"),
    ("resume", "work"),
    ("visa", "immigration"),
    ("detox", "substance_use"),
]


def _true(example: Example) -> set[str]:
    return {f"need:{need}" for need in example.needs}


def _ids() -> list[str]:
    return [label.removeprefix("need:") for label in topics()]


def test_one_message_is_judged_as_many_are() -> None:
    reading = read("dont need a lawyer but my teeth hurt", "en")
    first = np.linspace(0.01, 0.9, len(topics())).astype(np.float32)
    weights = np.random.default_rng(1).normal(size=len(unjudged())).astype(np.float32)
    together = judged_again(weights, claims := Claims.of([reading], first[None], np.array([0.2])), first[None])[0]
    alone = judge_again(weights, reading, dict(zip(topics(), first.tolist(), strict=True)), 0.2)
    assert len(claims.where) == len(candidates(reading, first))
    assert np.allclose([alone[label] for label in topics()], together, atol=1e-4)

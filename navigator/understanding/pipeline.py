"""One message in, what it says out. The only door into understanding."""

from navigator.needs import with_implied
from navigator.understanding import calibrate
from navigator.understanding.acts import menu_word
from navigator.understanding.age import hear_age
from navigator.understanding.area import Gazetteer
from navigator.understanding.choices import pick
from navigator.understanding.context import Context
from navigator.understanding.encode import Vector, encoder
from navigator.understanding.features import buckets, dense
from navigator.understanding.heard import Heard
from navigator.understanding.model import Model
from navigator.understanding.normalise import normalise
from navigator.understanding.reading import read

__all__ = ["Context", "Pipeline"]


class Pipeline:
    """`hear` is pure apart from a small cache of sentence vectors; safe to share between conversations."""

    def __init__(self, model: Model, gazetteer: Gazetteer | None = None) -> None:
        self._model = model
        self._gazetteer = gazetteer

    def encode(self, text: str) -> Vector:
        """The sentence vector of `text`, shape (512,): computed once for whoever reads the same message."""
        return encoder().encode(normalise(text))

    def hear(self, text: str, *, context: Context | None = None) -> Heard:
        """Never raises on what a person wrote."""
        context = context or Context()
        word = menu_word(text)
        reading = read(text, context.language)
        language = reading.spoken.language or context.language
        if word:
            return Heard(
                act=word.act, language=word.language or language, choices=(word.number,) if word.number else ()
            )
        found = buckets(reading.kept)
        topics, acts = self._model.judge(dense(encoder().encode(reading.kept), reading.pointers), found)
        sure, maybe = calibrate.decide(topics, self._model.thresholds)
        act = max(acts, key=lambda name: acts[name])
        circumstances = with_implied(frozenset(_ids(sure, "circumstance")))
        return Heard(
            act=act,
            act_confidence=acts[act],
            needs=_ids(sure, "need"),
            maybe_needs=_ids(maybe, "need"),
            not_needs=_ids(sorted(reading.denied), "need"),
            circumstances=tuple(sorted(circumstances)),
            maybe_circumstances=_ids(maybe, "circumstance"),
            not_circumstances=_ids(sorted(reading.denied), "circumstance"),
            urgency="now" if "urgency:now" in sure else "soon" if "urgency:soon" in sure else None,
            age=hear_age(reading.text),
            language=language,
            choices=pick(reading.said, context.offered, context.labels),
            for_other="for_other" in sure,
        )


def _ids(labels: list[str], kind: str) -> tuple[str, ...]:
    return tuple(label.partition(":")[2] for label in labels if label.startswith(f"{kind}:"))

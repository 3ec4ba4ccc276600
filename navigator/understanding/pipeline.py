"""One message in, what it says out. The only door into understanding."""

from navigator.needs import with_implied
from navigator.understanding import calibrate
from navigator.understanding.acts import menu_word
from navigator.understanding.age import hear_age
from navigator.understanding.area import Gazetteer
from navigator.understanding.choices import pick
from navigator.understanding.context import Context
from navigator.understanding.encode import Vector, encoder
from navigator.understanding.features import buckets
from navigator.understanding.heard import Heard
from navigator.understanding.language import hear_language
from navigator.understanding.model import Model
from navigator.understanding.normalise import fold, normalise

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
        folded = fold(text)
        spoken = hear_language(folded.split(), folded, context.language)
        said = normalise(text, spoken.language)
        word = menu_word(text)
        if word:
            return Heard(
                act=word.act, language=word.language or spoken.language, choices=(word.number,) if word.number else ()
            )
        vector, found = encoder().encode(said), buckets(said)
        sure, maybe = calibrate.decide(self._model.topic_probabilities(vector, found), self._model.thresholds)
        acts = self._model.act_probabilities(vector, found)
        act = max(acts, key=lambda name: acts[name])
        circumstances = with_implied(frozenset(_ids(sure, "circumstance")))
        return Heard(
            act=act,
            act_confidence=acts[act],
            needs=_ids(sure, "need"),
            maybe_needs=_ids(maybe, "need"),
            circumstances=tuple(sorted(circumstances)),
            maybe_circumstances=_ids(maybe, "circumstance"),
            urgency="now" if "urgency:now" in sure else "soon" if "urgency:soon" in sure else None,
            age=hear_age(said),
            language=spoken.language or context.language,
            choices=pick(said.split(), context.offered, context.labels),
            for_other="for_other" in sure,
        )


def _ids(labels: list[str], kind: str) -> tuple[str, ...]:
    return tuple(label.partition(":")[2] for label in labels if label.startswith(f"{kind}:"))

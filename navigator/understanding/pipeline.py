"""One message in, what it says out. The only door into understanding."""

from collections.abc import Iterable
from dataclasses import replace

from navigator.needs import Urgency, acts, with_implied
from navigator.understanding.acts import menu_word
from navigator.understanding.age import hear_age
from navigator.understanding.answers import Answer, answer
from navigator.understanding.area import Gazetteer, Located, locate
from navigator.understanding.calibrate import decide
from navigator.understanding.choices import mentioned, pick
from navigator.understanding.content import content_words
from navigator.understanding.context import Context
from navigator.understanding.encode import Vector, encoder
from navigator.understanding.features import buckets, dense
from navigator.understanding.heard import Heard
from navigator.understanding.model import Model
from navigator.understanding.normalise import LONGEST
from navigator.understanding.reading import Reading, read
from navigator.understanding.spelling import Spelling
from navigator.understanding.verify import judge_again

__all__ = ["Context", "Pipeline"]

_ADULT = 18
_CARRIES = frozenset(["inform", "correct", "returning", "mentor"])  # acts whose messages also say what is needed


class Pipeline:
    """`hear` is pure apart from a small cache of sentence vectors; safe to share between conversations."""

    def __init__(self, model: Model, gazetteer: Gazetteer | None = None) -> None:
        self._model = model
        self.gazetteer = gazetteer
        self._spelling = Spelling(model.vocabulary, model.pairs)

    def encode(self, text: str) -> Vector:
        """The sentence vector `hear` uses for `text`, shape (512,): computed once for both."""
        return encoder().encode(self._read(text, None).kept)

    def hear(self, text: str, *, context: Context | None = None) -> Heard:
        """Never raises on what a person wrote."""
        context = context or Context()
        reading = self._read(text, context.language)
        language = reading.spoken.language or context.language
        word = menu_word(text)
        if word:
            return Heard(word.act, language=word.language or language, choices=(word.number,) if word.number else ())
        if not any(word.isalnum() for word in reading.said):
            return Heard("out_of_scope", act_confidence=0.0, language=language)
        heard = self._judged(reading, language)
        located = self._located(text, context)
        heard = replace(
            heard,
            area=located.area,
            area_unclear=located.unclear,
            words=content_words(reading.said),
        )
        return _in_context(_with_age(heard, reading, context), reading, context)

    def probabilities(self, text: str, *, context: Context | None = None) -> dict[str, float]:
        """How likely each topic ("need:housing", "urgency:now" …) is, before thresholds: for measuring calibration."""
        reading = self._read(text, context.language if context else None)
        topics, _ = self._judge(reading)
        return topics

    def _judge(self, reading: Reading) -> tuple[dict[str, float], dict[str, float]]:
        vector = encoder().encode(reading.kept)
        first, likely, quiet = self._model.judge(dense(vector, reading.pointers), buckets(reading.kept))
        return judge_again(self._model.second, reading, first, quiet), likely

    def _read(self, text: str, sticky: str | None) -> Reading:
        return read(text[:LONGEST], sticky, self._spelling)

    def _located(self, text: str, context: Context) -> Located:
        if self.gazetteer is None:
            return Located()
        return locate(text, self.gazetteer, asked=context.asked == "area")

    def _judged(self, reading: Reading, language: str | None) -> Heard:
        topics, likely = self._judge(reading)
        sure, maybe = decide(topics, self._model.thresholds)
        act = max(likely, key=lambda name: likely[name])
        circumstances = with_implied(frozenset(_ids(sure, "circumstance")))
        denied = sorted(reading.denied - frozenset(sure))
        return Heard(
            act="change_language" if reading.spoken.switch and not _ids(sure, "need") else act,
            act_confidence=likely[act],
            needs=_ids(sure, "need"),
            maybe_needs=_ids(maybe, "need"),
            not_needs=_ids(denied, "need"),
            circumstances=tuple(sorted(circumstances)),
            maybe_circumstances=tuple(id for id in _ids(maybe, "circumstance") if id not in circumstances),
            not_circumstances=_ids(denied, "circumstance"),
            urgency=_urgency(sure),
            language=language,
            for_other="for_other" in sure,
        )


def _in_context(heard: Heard, reading: Reading, context: Context) -> Heard:
    """What was asked or offered last decides what short messages mean."""
    chosen = pick(reading.said, context.offered, context.labels) if context.asked not in ("age", "area") else ()
    answered = answer(reading, context)
    if answered and not (chosen and answered.act == "inform"):
        heard = _answered(heard, answered)
        chosen = () if answered.circumstances or answered.not_circumstances else chosen
    elif heard.area and context.asked == "area":
        heard = replace(heard, act="inform")
    if chosen:
        return replace(heard, act="choose", act_confidence=1.0, choices=chosen, needs=(), maybe_needs=())
    if acts()[heard.act].takes_number:
        return replace(heard, choices=mentioned(reading.said, context.offered))
    says_something = heard.needs or heard.circumstances or heard.area or heard.urgency
    if heard.act not in _CARRIES and says_something and heard.act_confidence < 0.5:
        return replace(heard, act="inform")
    return heard


def _answered(heard: Heard, said: Answer) -> Heard:
    circumstances = with_implied(frozenset(heard.circumstances) | said.circumstances) - said.not_circumstances
    return replace(
        heard,
        act=said.act,
        act_confidence=1.0,
        needs=_merged(heard.needs, said.needs, said.not_needs),
        maybe_needs=_merged(heard.maybe_needs, (), said.needs | said.not_needs),
        not_needs=_merged(heard.not_needs, said.not_needs, said.needs),
        circumstances=tuple(sorted(circumstances)),
        maybe_circumstances=_merged(heard.maybe_circumstances, (), circumstances | said.not_circumstances),
        not_circumstances=_merged(heard.not_circumstances, said.not_circumstances, circumstances),
        urgency=said.urgency or heard.urgency,
    )


def _with_age(heard: Heard, reading: Reading, context: Context) -> Heard:
    age = hear_age(reading.text, for_other=heard.for_other, asked=context.asked in ("age", "under_18"))
    if age is None:
        return heard
    young, said = frozenset(["under_18"]), frozenset(heard.circumstances)
    kept = said | young if age < _ADULT else said - young
    return replace(heard, age=age, circumstances=tuple(sorted(kept)), act="inform")


def _merged(said: Iterable[str], more: Iterable[str], without: Iterable[str]) -> tuple[str, ...]:
    gone = frozenset(without)
    return tuple(id for id in dict.fromkeys((*said, *more)) if id not in gone)


def _urgency(sure: list[str]) -> Urgency | None:
    if "urgency:now" in sure:
        return "now"
    return "soon" if "urgency:soon" in sure else None


def _ids(labels: Iterable[str], kind: str) -> tuple[str, ...]:
    return tuple(label.partition(":")[2] for label in labels if label.startswith(f"{kind}:"))

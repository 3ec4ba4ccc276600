"""How well messages are understood: F1 by label and language, invented needs, denials missed, calibration, cost."""

import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from navigator.evaluation.counts import Counts, Score, f1_score, share
from navigator.evaluation.items import Item
from navigator.evaluation.report import Bin, Cost, Report, Worst
from navigator.understanding.context import Context
from navigator.understanding.heard import Heard

_BINS = 10
_WORST = 40


class Hears(Protocol):
    """What is measured: `navigator.understanding.pipeline.Pipeline` or anything that hears like it."""

    def hear(self, text: str, *, context: Context | None = None) -> Heard: ...

    def probabilities(self, text: str, *, context: Context | None = None) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class _Trial:
    item: Item
    heard: Heard
    seconds: float

    @property
    def said(self) -> frozenset[str]:
        heard = self.heard
        return _labels(self._telling(heard.needs), self._telling(heard.circumstances), heard.urgency)

    def _telling(self, ids: Sequence[str]) -> frozenset[str]:
        """Without what readers differ on, unless the label says that it holds."""
        return frozenset(ids) - (self.item.either - self.item.needs - self.item.circumstances)

    @property
    def true(self) -> frozenset[str]:
        return _labels(self.item.needs, self.item.circumstances, self.item.urgency)

    def counts(self, prefix: str) -> Counts:
        said, true = self.said, self.true
        return Counts.of(_of(prefix, said), _of(prefix, true))


def measure(pipeline: Hears, items: Sequence[Item]) -> Report:
    """Hears every message once in the conversation language of its set, without any other context."""
    before = _peak_mb()
    trials = [_try(pipeline, item) for item in items]
    labels = sorted({label for trial in trials for label in trial.said | trial.true})
    return Report(
        messages=len(items),
        overall=tuple(_overall(trials)),
        labels=tuple(f1_score(label, [trial.counts(label) for trial in trials]) for label in labels),
        confused=_confused(trials),
        calibration=_calibration(pipeline, items),
        worst=_worst(trials),
        cost=_cost(trials, _peak_mb() - before),
    )


def _try(pipeline: Hears, item: Item) -> _Trial:
    started = perf_counter()
    heard = pipeline.hear(item.text, context=Context(language=item.language))
    return _Trial(item, heard, perf_counter() - started)


def _overall(trials: Sequence[_Trial]) -> Iterator[Score]:
    for language in sorted({trial.item.language for trial in trials}):
        own = [trial for trial in trials if trial.item.language == language]
        for name, prefix in (("needs", "need:"), ("circumstances", "circumstance:"), ("urgency now", "urgency:now")):
            yield f1_score(f"{language} {name}", [trial.counts(prefix) for trial in own])
        judged = [trial for trial in own if trial.item.act]
        yield share(f"{language} act", sum(t.heard.act == t.item.act for t in judged), len(judged))
        yield _asserted_though_denied(language, own)
        yield _invented(language, own)
        for kind in sorted({trial.item.kind for trial in own}):
            yield f1_score(f"{language} needs, {kind}", [t.counts("need:") for t in own if t.item.kind == kind])


def _asserted_though_denied(language: str, trials: Sequence[_Trial]) -> Score:
    denied = [_labels(t.item.not_needs, t.item.not_circumstances, None) for t in trials]
    wrong = sum(len(labels & trial.said) for labels, trial in zip(denied, trials, strict=True))
    return share(f"{language} denied, yet asserted", wrong, sum(map(len, denied)))


def _invented(language: str, trials: Sequence[_Trial]) -> Score:
    silent = [trial for trial in trials if not trial.item.needs]
    return share(
        f"{language} no need, yet given one",
        sum(any(label.startswith("need:") for label in t.said) for t in silent),
        len(silent),
    )


def _confused(trials: Sequence[_Trial]) -> tuple[tuple[str, str, int], ...]:
    """What was missed, beside what was invented in the same message."""
    pairs = Counter(
        (missed, invented)
        for trial in trials
        for missed in trial.true - trial.said
        for invented in trial.said - trial.true
        if missed.partition(":")[0] == invented.partition(":")[0]
    )
    return tuple((true, said, times) for (true, said), times in pairs.most_common(_WORST))


def _worst(trials: Sequence[_Trial]) -> tuple[Worst, ...]:
    wrong = sorted(trials, key=lambda trial: -len(trial.said ^ trial.true))
    return tuple(
        Worst(t.item.text, tuple(sorted(t.true - t.said)), tuple(sorted(t.said - t.true)))
        for t in wrong[:_WORST]
        if t.said != t.true
    )


def _calibration(pipeline: Hears, items: Sequence[Item]) -> tuple[Bin, ...]:
    seen: list[list[bool]] = [[] for _ in range(_BINS)]
    for item in items:
        true = _labels(item.needs, item.circumstances, item.urgency)
        for label, chance in pipeline.probabilities(item.text, context=Context(language=item.language)).items():
            seen[min(int(chance * _BINS), _BINS - 1)].append(label in true)
    return tuple(
        Bin(at / _BINS, (at + 1) / _BINS, len(hits), sum(hits) / len(hits)) for at, hits in enumerate(seen) if hits
    )


def _cost(trials: Sequence[_Trial], grown: float) -> Cost:
    times = sorted(trial.seconds * 1000 for trial in trials) or [0.0]
    return Cost(times[len(times) // 2], times[int(0.99 * (len(times) - 1))], grown)


def _labels(
    needs: Sequence[str] | frozenset[str], others: Sequence[str] | frozenset[str], urgency: str | None
) -> frozenset[str]:
    named = [f"need:{id}" for id in needs] + [f"circumstance:{id}" for id in others]
    return frozenset([*named, *([f"urgency:{urgency}"] if urgency else [])])


def _of(prefix: str, labels: frozenset[str]) -> frozenset[str]:
    wanted: Callable[[str], bool] = (
        str(prefix).__eq__ if not prefix.endswith(":") else lambda label: label.startswith(prefix)
    )
    return frozenset(label for label in labels if wanted(label))


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024

"""Understanding against character n-grams alone: the same training messages, the same evaluation messages.

The baseline: letter groups of 3 to 5, one logistic regression a label, asserted from a probability of 0.5 on.
Rasa's default pipeline (DIET) needs TensorFlow, which this project does not install, so it is not measured here.
"""

import multiprocessing
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier

from bench.servers import ROOT
from bot.commands.evaluate import SETS
from bot.model_files import understanding_folder
from navigator.evaluation import Report, measure, read_items
from navigator.evaluation.measure import Hears
from navigator.settings import Settings
from navigator.understanding.context import Context
from navigator.understanding.encode import Vector
from navigator.understanding.fit import targets
from navigator.understanding.heard import Heard
from navigator.understanding.labels import topics
from navigator.understanding.model import Model
from navigator.understanding.pipeline import Pipeline
from navigator.understanding.training import read_examples

SHOWN = ("needs", "circumstances", "urgency now", "denied, yet asserted", "no need, yet given one")


def letters() -> HashingVectorizer:
    return HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=1 << 16, alternate_sign=False)


@dataclass(frozen=True)
class Letters:
    """The baseline. `weights` (buckets, topics), `bias` (topics,)."""

    weights: Vector
    bias: Vector

    @classmethod
    def trained(cls) -> "Letters":
        examples = read_examples(ROOT / "data" / "nlu")
        rows, wanted = letters().transform([example.text for example in examples]), targets(examples)
        fitted = [
            SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=10, tol=None, random_state=0).fit(rows, wanted[:, at])
            for at in range(len(topics()))
        ]
        weights = np.stack([each.coef_[0] for each in fitted], axis=1).astype(np.float32)
        return cls(weights, np.array([each.intercept_[0] for each in fitted], np.float32))

    def probabilities(self, text: str, *, context: Context | None = None) -> dict[str, float]:
        scores = (letters().transform([text]) @ self.weights)[0] + self.bias
        return dict(zip(topics(), (1.0 / (1.0 + np.exp(-scores))).tolist(), strict=True))

    def hear(self, text: str, *, context: Context | None = None) -> Heard:
        sure = [label for label, chance in self.probabilities(text).items() if chance >= 0.5]
        return Heard(
            needs=_ids(sure, "need:"),
            circumstances=_ids(sure, "circumstance:"),
            urgency="now" if "urgency:now" in sure else "soon" if "urgency:soon" in sure else None,
        )


def _ids(labels: list[str], prefix: str) -> tuple[str, ...]:
    return tuple(label.removeprefix(prefix) for label in labels if label.startswith(prefix))


def ours() -> Hears:
    return Pipeline(Model.load(understanding_folder(Settings.from_environment(demo=True).model_path)))


def unpickled(path: Path) -> Hears:
    hearer: Letters = pickle.loads(path.read_bytes())
    return hearer


def measured(loaded: Callable[[], Hears]) -> tuple[Report, float]:
    """The report, and the MB that loading and hearing one message added to this process."""
    before = resident()
    hearer = loaded()
    hearer.hear("need a bed tonight")
    grown = resident() - before
    return measure(hearer, read_items(sorted(SETS.glob("understanding.*.jsonl")))), grown


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / (1 << 20)


def apart(task: Callable[..., Any], *given: Any) -> Any:
    """`task` in a process of its own, so that one hearer's memory is not counted for the other."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(task, given)


def learn(path: Path) -> None:
    path.write_bytes(pickle.dumps(Letters.trained()))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letters"
        apart(learn, path)
        theirs, their_mb = apart(measured, partial(unpickled, path))
    mine, my_mb = apart(measured, ours)
    known = {score.name: score.value for score in theirs.overall}
    print(f"{mine.messages} messages; ours, character n-grams, ratio")
    for score in mine.overall:
        if score.name[3:] in SHOWN:
            ratio = score.value / known[score.name] if known[score.name] else float("nan")
            print(f"  {score.name:28} {score.value:.3f}  {known[score.name]:.3f}  {ratio:.2f}")
    for name, my, their in (
        ("median ms a message", mine.cost.median_ms, theirs.cost.median_ms),
        ("p99 ms a message", mine.cost.p99_ms, theirs.cost.p99_ms),
        ("MB of memory", my_mb, their_mb),
    ):
        print(f"  {name:28} {my:.1f}  {their:.1f}  {my / their if their else float('nan'):.2f}")
    print("Rasa's default pipeline is not measured: it needs TensorFlow, which is not part of this environment.")


if __name__ == "__main__":
    main()

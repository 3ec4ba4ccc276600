"""What was measured, ready for a terminal table or a page."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from navigator.evaluation.counts import Score


@dataclass(frozen=True, slots=True)
class Bin:
    """Of `count` labels given a probability from `low` to `high`, the share `true` was right."""

    low: float
    high: float
    count: int
    true: float


@dataclass(frozen=True, slots=True)
class Worst:
    """A message that was misheard. The text is from the evaluation set, never from a person."""

    text: str
    missed: tuple[str, ...]
    invented: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a message, one after the other on one core; megabytes the process grew while measuring."""

    median_ms: float
    p99_ms: float
    grown_mb: float


@dataclass(frozen=True)
class Report:
    """`overall`: micro F1 and rates by language; `labels`: F1 by label; `confused`: (true, said, times)."""

    messages: int
    overall: tuple[Score, ...]
    labels: tuple[Score, ...]
    confused: tuple[tuple[str, str, int], ...]
    calibration: tuple[Bin, ...]
    worst: tuple[Worst, ...]
    cost: Cost

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """(name, score, interval, precision and recall, support) for a terminal table, overall first."""
        for score in (*self.overall, *self.labels):
            sides = f"{score.precision:.2f} / {score.recall:.2f}" if score.precision or score.recall else ""
            yield score.name, f"{score.value:.3f}", f"{score.low:.2f}-{score.high:.2f}", sides, str(score.support)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Report":
        row = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            row["messages"],
            tuple(Score(**score) for score in row["overall"]),
            tuple(Score(**score) for score in row["labels"]),
            tuple((true, said, times) for true, said, times in row["confused"]),
            tuple(Bin(**one) for one in row["calibration"]),
            tuple(Worst(one["text"], tuple(one["missed"]), tuple(one["invented"])) for one in row["worst"]),
            Cost(**row["cost"]),
        )

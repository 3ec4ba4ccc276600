"""For what no table foresees: one logistic regression a class over the sentence vector and the letters of a message."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from navigator.safety.words import Words


class Classifier:
    def classes(self, words: Words, vector: npt.NDArray[np.float32] | None) -> tuple[str, ...]:
        return ()

    @classmethod
    def load(cls, folder: Path) -> "Classifier | None":
        """The classifier trained into `folder`, None when there is none."""
        return None

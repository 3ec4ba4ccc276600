"""The screen every message passes first: reviewed phrases, token rules, a classifier for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from navigator.needs import safety_classes
from navigator.safety.classifier import Classifier
from navigator.safety.phrases import Hit, find
from navigator.safety.quiet import harmful
from navigator.safety.words import Words

Layer = Literal["phrase", "rule", "classifier"]
Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What fired: `classes` in the order they are answered, `layers` says which layer saw each. Falsy when calm."""

    classes: tuple[str, ...] = ()
    layers: Mapping[str, Layer] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.classes)


class Screen:
    """Works without a classifier (phrases and rules only). Keeps nothing of what it reads."""

    def __init__(self, classifier: Classifier | None) -> None:
        self._classifier = classifier

    def assess(self, text: str, language: str | None = None, vector: Vector | None = None) -> Assessment:
        """Reads one message of any length and content; never raises. `vector` is its sentence vector, if at hand."""
        words = Words.of(text)
        layers: dict[str, Layer] = {}
        for hit in harmful(list(find(words, language)), words):
            layers.setdefault(hit.id, hit.layer)
        if self._classifier is not None:
            for id in self._classifier.classes(words, vector):
                layers.setdefault(id, "classifier")
        return assessment(layers)


def assessment(layers: Mapping[str, Layer]) -> Assessment:
    """Puts what fired into the order in which it is answered."""
    ordered = {id: layers[id] for id in safety_classes() if id in layers}
    return Assessment(tuple(ordered), MappingProxyType(ordered))


def default_screen(folder: Path | None) -> Screen:
    """The screen with the classifier trained into `folder`; phrases and rules alone when there is none."""
    return Screen(Classifier.load(folder) if folder is not None else None)


__all__ = ["Assessment", "Hit", "Layer", "Screen", "assessment", "default_screen"]

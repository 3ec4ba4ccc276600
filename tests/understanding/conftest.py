"""One small model for all tests here: every sixth message, trained in seconds."""

from pathlib import Path

import pytest

from navigator.understanding.gazetteer import Gazetteer, Place
from navigator.understanding.model import Model
from navigator.understanding.pipeline import Pipeline
from navigator.understanding.training import read_examples, train

DATA = Path(__file__).resolve().parents[2] / "data" / "nlu"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """A made-up city with a quarter and a ZIP that no real place has, and every real place."""
    return Gazetteer(
        [
            Place("Samplefield", "city", state="CA", latitude=37.0, longitude=-121.0),
            Place("Old Mill", "neighborhood", city="Samplefield", state="CA", latitude=37.01, longitude=-121.01),
            Place("00101", "zip", city="Samplefield", state="CA", zip="00101", latitude=37.0, longitude=-121.0),
        ]
    )


@pytest.fixture(scope="session")
def model() -> Model:
    return train(read_examples(DATA)[::6])


@pytest.fixture(scope="session")
def pipeline(model: Model, gazetteer: Gazetteer) -> Pipeline:
    return Pipeline(model, gazetteer)

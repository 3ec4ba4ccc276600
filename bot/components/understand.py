"""Navigator's understanding as one Rasa NLU component: intent is the dialogue act, entities are what was heard."""

import logging
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import navigator.understanding
from bot.fingerprint import fingerprint
from navigator.understanding.area import Gazetteer
from navigator.understanding.entities import to_entities
from navigator.understanding.families import family_examples
from navigator.understanding.model import Model
from navigator.understanding.pipeline import Context, Pipeline
from navigator.understanding.training import Example, train

log = logging.getLogger(__name__)


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=True,
)
class Understand(GraphComponent, IntentClassifier, EntityExtractorMixin):
    # Every US ZIP and town; the running server knows the directory's own places too and hands them in (bot/app.py).
    gazetteer: Gazetteer = Gazetteer()

    def __init__(self, storage: ModelStorage, resource: Resource, pipeline: Pipeline | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._pipeline = pipeline

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Understand":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "Understand":
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Pipeline(Model.load(Path(folder)), cls.gazetteer))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa caches what it trained by config and data; our families, lexicon and code count as well."""
        return fingerprint([Path(navigator.understanding.__file__).parent])

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example_of(message) for message in training_data.intent_examples]
        model = train([*examples, *family_examples()])
        with self._storage.write_to(self._resource) as folder:
            model.save(Path(folder))
        self._pipeline = Pipeline(model, self.gazetteer)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        if self._pipeline is None:
            raise RuntimeError("understanding was used before it was trained")
        self._pipeline.gazetteer = self.gazetteer
        for message in messages:
            heard = self._pipeline.hear(message.get(TEXT) or "", context=context_of(tracker))
            message.set(INTENT, {"name": heard.act, "confidence": heard.act_confidence}, add_to_output=True)
            message.set(ENTITIES, to_entities(heard), add_to_output=True)
        return messages


def example_of(message: Message) -> Example:
    """One line of data/nlu with the labels its block carries in `metadata`."""
    labels = (message.get("metadata") or {}).get(INTENT)
    return Example.of(message.get(TEXT), message.get(INTENT), labels)


def context_of(tracker: DialogueStateTracker) -> Context:
    """What the talk so far says about the next message: its language, what was offered, what was asked."""
    offered = tuple(entry.partition(":")[2] for entry in tracker.get_slot("offered") or ())
    asked = (tracker.get_slot("asked") or "").removeprefix("circumstance:") or None
    return Context(language=tracker.get_slot("language"), offered=len(offered), labels=offered, asked=asked)

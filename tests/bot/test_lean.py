"""Rasa without TensorFlow: what is stood in for, and that nothing of ours needs it."""

import asyncio
import importlib
from pathlib import Path

import pytest
import yaml
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from bot import inprocess
from bot.commands.rasa import with_our_files
from bot.engine import Engine
from bot.inprocess import InProcessActions
from bot.lean import NotInstalled
from bot.tracker_store import SealedTrackerStore

ROOT = Path(__file__).resolve().parents[2]
ENDPOINTS = str(ROOT / "bot" / "endpoints.yml")


def test_tensorflow_is_not_installed_and_yet_can_be_imported() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version("tensorflow")
    module = importlib.import_module("tensorflow.keras.layers")
    with pytest.raises(NotInstalled, match="not part of Navigator's lean Rasa"):
        module.Dense(3)


def test_what_matplotlib_asks_of_tensorflow_gets_no_answer() -> None:
    assert not hasattr(importlib.import_module("tensorflow"), "is_tensor")


def test_a_missing_package_that_is_not_stood_in_for_is_still_missing() -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflowish")


def test_the_pipeline_uses_nothing_that_needs_tensorflow() -> None:
    config = yaml.safe_load((ROOT / "bot" / "config.yml").read_text(encoding="utf-8"))
    names = {part["name"] for part in [*config["pipeline"], *config["policies"]]}
    assert names == {"bot.components.understand.Understand", "RulePolicy"}


def test_rasa_shell_gets_our_tracker_store_and_not_silently_another() -> None:
    endpoints = AvailableEndpoints.read_endpoints(ENDPOINTS)
    store = TrackerStore.create(endpoints.tracker_store, domain=Domain.empty())
    assert isinstance(store._tracker_store if hasattr(store, "_tracker_store") else store, SealedTrackerStore)


def test_rasa_shell_runs_actions_in_its_own_process() -> None:
    inprocess.install()
    assert isinstance(AvailableEndpoints.read_endpoints(ENDPOINTS).action, InProcessActions)


def test_the_server_uses_our_tracker_store(brain: Engine) -> None:
    agent: Agent = brain._agent
    store = agent.tracker_store
    assert isinstance(getattr(store, "_tracker_store", store), SealedTrackerStore)
    assert isinstance(agent.action_endpoint, InProcessActions)


def test_an_unknown_action_is_named() -> None:
    call = {"next_action": "action_nothing", "tracker": {}, "sender_id": "x"}
    with pytest.raises(RasaException, match="action_nothing"):
        asyncio.run(InProcessActions().request(json=call))


def test_results_of_others_are_still_held_to_the_schema() -> None:
    inprocess.install()
    ours = RemoteAction("a", InProcessActions())
    theirs = RemoteAction("a", None)
    assert ours._validate_action_result({"events": "no list"})
    with pytest.raises(Exception, match="is not of type"):
        theirs._validate_action_result({"events": "no list"})


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        (["train"], ["--config", "bot/config.yml", "--domain", "bot/domain"]),
        (["shell"], ["--endpoints", "bot/endpoints.yml"]),
        (["data", "validate"], ["--config", "bot/config.yml", "--domain", "bot/domain"]),
        (["run", "actions"], ["run", "actions"]),
        (["train", "-d", "elsewhere"], ["--config", "bot/config.yml"]),
        (["--version"], ["--version"]),
        (["shell", "--help"], ["--help"]),
    ],
)
def test_rasa_commands_find_our_files(given: list[str], ends: list[str]) -> None:
    assert with_our_files(given)[-len(ends) :] == ends

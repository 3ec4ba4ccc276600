"""Domain, rules and actions name the same things; Rasa reads them; nothing in them can drift from the vocabulary."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

import actions
from navigator.dialogue import SLOTS
from navigator.dialogue.decide import HANDLERS
from navigator.needs import acts
from navigator.understanding.entities import ENTITIES

ROOT = Path(__file__).resolve().parents[2]


def tables(*folder: str) -> dict[str, Any]:
    found = ROOT.joinpath(*folder).glob("*.yml")
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in found}


DOMAIN, RULES = tables("bot", "domain"), tables("data", "rules")


def listed(part: str) -> list[Any]:
    return [entry for table in DOMAIN.values() for entry in table.get(part, ())]


def test_intents_are_the_dialogue_acts() -> None:
    intents = [next(iter(entry)) for entry in listed("intents")]
    assert sorted(intents) == sorted(acts())


def test_entities_are_what_heard_travels_as() -> None:
    assert listed("entities") == list(ENTITIES)


def test_slots_are_the_fields_of_the_state_and_steer_no_policy() -> None:
    slots = DOMAIN["slots"]["slots"]
    assert tuple(slots) == SLOTS
    assert not any(slot["influence_conversation"] for slot in slots.values())


def test_every_act_has_one_rule_and_leads_to_one_action() -> None:
    rules = [rule["steps"] for table in RULES.values() for rule in table["rules"]]
    assert sorted(steps[0]["intent"] for steps in rules) == sorted(acts())
    assert {steps[1]["action"] for steps in rules} == set(listed("actions"))
    assert all(len(steps) == 2 for steps in rules)


def test_a_skill_has_the_same_stem_everywhere() -> None:
    skills = set(RULES) - {"talk"}
    assert skills == set(DOMAIN) - {"talk", "slots"}
    for skill in skills:
        assert DOMAIN[skill]["actions"] == [f"action_{skill}"]
        assert (ROOT / "actions" / f"action_{skill}.py").is_file()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rasa_sdk_finds_every_action_in_the_file_of_its_name() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    files = {module.name for module in pkgutil.iter_modules(actions.__path__) if module.name.startswith("action_")}
    assert files == set(executor.actions) == set(listed("actions"))
    assert all(importlib.import_module(f"actions.{name}") for name in files)


def test_every_act_is_decided() -> None:
    assert set(HANDLERS) == set(acts())


def test_sessions_never_end_by_themselves() -> None:
    assert DOMAIN["talk"]["session_config"] == {"session_expiration_time": 0, "carry_over_slots_to_new_session": True}

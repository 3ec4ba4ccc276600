"""For every message key, the longest real values it can get."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.messages import words
from bot.messages.catalogue import texts
from directory.model import Match
from navigator.codes.code import WORDS, word_lists
from navigator.dialogue.questions import is_neutral
from navigator.dialogue.steps import MOST, step_table
from navigator.needs import attributes, needs
from tests.directory.sample_city import city

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
ROLES = ("advocates", "peers", "trans_peers", "text_support", "youth")


def values_for(key: str, language: str) -> Mapping[str, Any]:
    named = sorted(needs(), key=lambda id: -len(words.need(id, language)))
    if key == "ask_area_first_needs":  # only these are named in a first reply
        named = [id for id in named if is_neutral((id,))]
    one = key in ("none_found", "none_because", "none_more", "next_need", "thank_next", "confirm_need_one")
    by_length = sorted(attributes(), key=lambda id: -len(words.attribute(f"{id}: no", language)))
    steps = sorted(
        (id for ids in step_table().values() for id in ids), key=lambda id: -len(words.step_texts(language)[id])
    )
    values: dict[str, Any] = {
        "needs": named[:1] if one else named[:3],
        "question_needs": named[:1],
        "count": 3,
        "number": 3,
        "hours": 8760,
        "code": " ".join([max(word_lists()[language], key=len)] * WORDS),
        "open_hours": "Mon-Fri 10am-10pm, Sat Sun 12pm-8pm",
        "when": max((texts(language, "sms")[f"mentor_when_{part}"] for part in (1, 2, 3)), key=len),
        "shared": "\n".join(
            f"{number} {named}"
            for number, named in enumerate(
                [*sorted((words.need(id, language) for id in needs()), key=len)[-3:], "South Riverbend"], 1
            )
        ),
        "because": f"{by_length[0]}: no",
        "circumstance": "with_children",
        "steps": [{"id": id, "done": True} for id in steps[:MOST]],
        "results": longest_results(language),
        "services": [],
        "more": True,
        "question": max(
            (q for q in texts(language, "sms") if q.startswith("q_")), key=lambda q: len(texts(language, "sms")[q])
        ),
        "need": max(words.scripts(language), key=lambda id: len(str(words.scripts(language)[id]))),
        "result": longest_results(language)[0],
    }
    if key not in ("help",):
        values["line"] = max(ROLES, key=lambda role: len(words.line(role, language, "us")))
    return values


def longest_results(language: str) -> list[dict[str, Any]]:
    """The three services with the longest names in the sample city, with everything known said."""
    from actions.services import result_of

    fits = ("accepts_children: yes", "accepts_record: yes", "no_id_needed: yes")
    listings = sorted(city(AT.date()), key=lambda one: -len(one.name))[:3]
    matches = [
        Match(
            one,
            1,
            fits=fits,
            ask=("accepts_pets: unknown", "wheelchair: ask"),
            says=("requires_police_report: yes",),
            distance_km=12,
        )
        for one in listings
    ]
    return [result_of(one, AT, language).to_value() for one in matches]

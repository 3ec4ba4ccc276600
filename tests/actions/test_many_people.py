"""A seeded crowd in the sample city, understood perfectly: nobody is sent where they are turned away."""

import random

from navigator.needs import Circumstance, circumstances, needs, with_implied
from navigator.sms import segments
from tests.actions.city_talk import EASTSIDE, LANTERN_HILL, CityTalk

PEOPLE = 60


def refusals(said: tuple[str, ...]) -> set[tuple[str, str]]:
    """(attribute, answer) that turns this person away."""
    about: list[Circumstance] = [circumstances()[id] for id in with_implied(frozenset(said))]
    return {
        (rule.attribute, "no" if rule.fits == "yes" else "yes") for one in about for rule in one.asks if rule.strict
    }


def test_nobody_is_turned_away_nobody_gets_nothing_and_nobody_is_kept_waiting() -> None:
    chance = random.Random(7)
    for _ in range(PEOPLE):
        talk, sent = CityTalk(), 0
        wanted = tuple(chance.sample(sorted(needs()), chance.choice([1, 1, 2, 3])))
        said = tuple(chance.sample(sorted(circumstances()), chance.choice([0, 1, 2, 3])))
        language, area = chance.choice(["en", "es"]), chance.choice([EASTSIDE, LANTERN_HILL])
        talk.say(needs=wanted, circumstances=said, language=language)
        sent += sum(map(segments, talk.texts))
        talk.say(area=area, circumstances=tuple(id for id in said if not circumstances()[id].stored))
        sent += sum(map(segments, talk.texts))
        assert talk.services, (wanted, said)
        assert sent <= 5, (wanted, said)
        for act in ("more", "turned_away", "more"):
            for id in talk.services:
                answers = set(talk.directory.listings[id].attributes.items())
                assert not answers & refusals(said), (id, wanted, said)
            talk.say(act, choices=(1,) if act == "turned_away" else ())

"""What a talk was worth to the person, and what all talks together were."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from navigator.simulation.reply import PHONE, Reply
from navigator.simulation.services import Service, refusal
from navigator.simulation.talk import Exchange, Talk
from navigator.simulation.wording import wording

ENDS = frozenset(["bye", "erased", "stopped"])  # an end is no dead end
ROUND = 3  # the same answer this often in a row leads nowhere
NEED_ASKED = ("ask_need", "confirm_need", "stuck")
# Who comes with these may well be in danger: lines for them are no false alarm.
NEAR_DANGER = frozenset(["safety", "online_harm", "immigration", "work_safety"])
SILENT_ON = frozenset(["thank"])  # an answer to thanks need not lead on


@dataclass(frozen=True, slots=True)
class Fault:
    """`turn` counts from 1. `what`: "excluding", "dead end", "language", "detour", "false nothing", "crisis" (no
    lines in danger) or "false alarm" (lines without danger).
    """

    what: str
    turn: int
    about: str


@dataclass(frozen=True, slots=True)
class Score:
    """`fits`: at least one need reached a service that takes them. `ended_well`: that, or rightly told there is
    nothing. `every_need`: for all their needs. `surprises`: services that turn them away for what they had not said.
    `questions`, `segments`: up to and with the first phone number, None when there was none.
    """

    talk: Talk
    faults: tuple[Fault, ...]
    surprises: int
    questions: int | None
    segments: int | None

    @property
    def fits(self) -> bool:
        return bool(self.talk.reached)

    @property
    def ended_well(self) -> bool:
        return bool(self.talk.reached or self.talk.honest)

    @property
    def every_need(self) -> bool:
        return not self.talk.gone_without

    def count(self, what: str) -> int:
        return sum(fault.what == what for fault in self.faults)

    @property
    def badness(self) -> tuple[int, ...]:
        """Worst first when sorted downwards: harm, then dead ends, then going without."""
        rest = len(self.faults) - self.count("excluding") - self.count("dead end")
        return (
            self.count("excluding"),
            self.count("dead end"),
            not self.ended_well,
            len(self.talk.gone_without),
            rest,
            self.segments or 0,
        )


def score(talk: Talk, services: Mapping[str, Service]) -> Score:
    faults = [*_excluding(talk, services), *_dead_ends(talk), *_crises(talk), *_language(talk), *_detours(talk)]
    faults += [Fault("false nothing", len(talk.exchanges), need) for need in talk.false_no]
    until = next((at for at, one in enumerate(talk.exchanges, 1) if one.reply.has_phone), None)
    seen = [one.reply for one in talk.exchanges[:until]] if until else []
    return Score(
        talk,
        tuple(faults),
        _surprises(talk, services),
        sum(reply.asks for reply in seen) if until else None,
        sum(reply.segments for reply in seen) if until else None,
    )


def _turned_away(one: Exchange, talk: Talk, services: Mapping[str, Service]) -> Iterator[tuple[str, str]]:
    """(service, why) of those suggested here that exclude the person for what they had said."""
    age = talk.persona.age if "under_18" in one.known else None
    for id in one.reply.services:
        why = refusal(services[id], one.known, age) if id in services else "not in the directory"
        if why:
            yield id, why


def _excluding(talk: Talk, services: Mapping[str, Service]) -> Iterator[Fault]:
    known: set[str] = set()
    for turn, one in enumerate(talk.exchanges, 1):
        for id, why in _turned_away(one, talk, services):
            if id not in known:
                known.add(id)
                yield Fault("excluding", turn, f"{id}: {why}")


def _surprises(talk: Talk, services: Mapping[str, Service]) -> int:
    persona = talk.persona
    shown = {id for one in talk.exchanges for id in one.reply.services if id in services}
    told = {id for one in talk.exchanges for id, _ in _turned_away(one, talk, services)}
    return sum(bool(refusal(services[id], persona.circumstances, persona.age)) for id in shown - told)


def leads_on(reply: Reply) -> bool:
    """Whether a reader knows what they can do now."""
    if any(line.key in ENDS | SILENT_ON for line in reply.lines):
        return True
    if not reply.text.strip() or "fallback" in reply.keys:
        return False
    if "?" in reply.text or PHONE.search(reply.text) or reply.services:
        return True
    return any(
        sign in (reply.text if sign.isupper() else reply.text.lower())
        for language in ("en", "es")
        for sign in wording(language).table["next_steps"]
    )


def _dead_ends(talk: Talk) -> Iterator[Fault]:
    same, before = 0, ""
    for turn, one in enumerate(talk.exchanges, 1):
        same = same + 1 if one.reply.text == before else 1
        before = one.reply.text
        if not leads_on(one.reply):
            yield Fault("dead end", turn, one.reply.text or "no answer")
        elif same == ROUND:
            yield Fault("dead end", turn, f"{ROUND} times the same: {one.reply.keys}")


def _crises(talk: Talk) -> Iterator[Fault]:
    """Danger without lines; and lines for people who came with nothing near danger and said nothing of it."""
    near = NEAR_DANGER & set(talk.persona.needs) or "under_18" in talk.persona.circumstances
    for turn, one in enumerate(talk.exchanges, 1):
        if one.kind != "crisis" and one.reply.danger and not near and talk.persona.wrong not in NEAR_DANGER:
            yield Fault("false alarm", turn, f"{', '.join(one.reply.danger)} to {one.text!r}")
        if one.kind == "crisis" and talk.persona.crisis not in one.reply.danger:
            yield Fault("crisis", turn, talk.persona.crisis)


def _language(talk: Talk) -> Iterator[Fault]:
    """Whoever mixes may be answered in either, but not in both by turns."""
    if not talk.exchanges:
        return
    wanted = talk.exchanges[0].reply.language if talk.persona.style.mixed else talk.persona.language
    for turn, one in enumerate(talk.exchanges, 1):
        if one.reply.lines and one.reply.language != wanted:
            yield Fault("language", turn, f"{one.reply.language} to {one.text!r}")
            return


def _detours(talk: Talk) -> Iterator[Fault]:
    """Lost when the bot asks what they need although it was already past that."""
    past = False
    for turn, one in enumerate(talk.exchanges, 1):
        asked = any(key.startswith(NEED_ASKED) or key == "welcome" for key in one.reply.keys)
        past = past or (not asked and any(key.startswith(("ask_area", "results", "none")) for key in one.reply.keys))
        if one.kind == "detour" and (not leads_on(one.reply) or (past and asked)):
            yield Fault("detour", turn, one.text)
        elif past and asked and turn > 1 and talk.exchanges[turn - 2].kind == "detour":
            yield Fault("detour", turn - 1, talk.exchanges[turn - 2].text)


@dataclass(frozen=True, slots=True)
class Measures:
    """All talks together."""

    scores: tuple[Score, ...]

    def rows(self) -> list[tuple[str, str]]:
        """(what, how much), in the order they are read."""
        people = self.scores
        return [
            ("people", str(len(people))),
            ("reached a service that takes them", self._share(people, "fits")),
            ("... or rightly heard there is nothing", self._share(people, "ended_well")),
            ("... for every need they came with", self._share(people, "every_need")),
            ("services suggested that exclude them by what they had said", str(self.total("excluding"))),
            ("services suggested that turn them away for what they had not said", str(self.surprises)),
            ("told there is nothing though there was", str(self.total("false nothing"))),
            ("dead ends", str(self.total("dead end"))),
            ("questions to the first phone number", _middle([one.questions for one in people])),
            ("segments to the first phone number", _middle([one.segments for one in people])),
            ("messages sent by a person", _middle([len(one.talk.exchanges) for one in people])),
            ("detours survived", self._survived("detour")),
            ("crises answered with their lines", self._survived("crisis")),
            ("crisis lines for messages without danger", str(self.total("false alarm"))),
            ("kept their language", f"{sum(not one.count('language') for one in people)} of {len(people)}"),
            ("gave up with a need left", str(sum(bool(one.talk.gone_without) for one in people))),
        ]

    def total(self, what: str) -> int:
        return sum(one.count(what) for one in self.scores)

    @property
    def surprises(self) -> int:
        return sum(one.surprises for one in self.scores)

    def distribution(self, of: str) -> Counter[int]:
        """How many people had how many: "questions" and "segments" to the first number, "messages"."""
        values = [len(one.talk.exchanges) if of == "messages" else getattr(one, of) for one in self.scores]
        return Counter(value for value in values if value is not None)

    def worst(self, most: int = 10) -> list[Score]:
        troubled = [one for one in self.scores if one.faults or one.talk.gone_without]
        return sorted(troubled, key=lambda one: one.badness, reverse=True)[:most]

    def _share(self, people: Sequence[Score], which: str) -> str:
        good = sum(getattr(one, which) for one in people)
        return f"{good} of {len(people)} ({good / max(len(people), 1):.1%})"

    def _survived(self, kind: str) -> str:
        came = sum(one.kind == kind for score in self.scores for one in score.talk.exchanges)
        return f"{came - self.total(kind)} of {came}"


def _middle(values: Sequence[int | None]) -> str:
    known = sorted(value for value in values if value is not None)
    if not known:
        return "none"
    tenth = known[min(len(known) * 9 // 10, len(known) - 1)]
    without = len(values) - len(known)
    return f"median {median(known):g}, 90 in 100 up to {tenth}" + (f", {without} never" if without else "")

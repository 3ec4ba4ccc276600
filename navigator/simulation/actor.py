"""What a simulated person writes next: they read the answer, keep their own counsel, and go by their own facts."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from navigator.needs import circumstances, with_implied
from navigator.simulation.persona import Persona
from navigator.simulation.reply import NOTHING, Reply
from navigator.simulation.services import Service, reaches, refusal, safe_for
from navigator.simulation.texting import texted
from navigator.simulation.wording import wording

CHOICE = re.compile(r"^(\d{1,2})[:.)]? (.+)$", re.MULTILINE)
# Answers that stand beside the talk: what was asked before is still what the person answers next.
BESIDE = frozenset(["safety", "insult", "thank", "remind_area", "empty", "not_kept", "opening"])
ASIDE = ("ask_who", "ask_real", "ask_privacy", "ask_police", "ask_why")
LISTS = frozenset(["results", "mentor", "stuck"])
MOST_MORE = 2


@dataclass(frozen=True, slots=True)
class Move:
    """`kind`: opening, answer, need, area, fact, number, refused, more, detour, crisis, correction, back or bye."""

    text: str
    kind: str
    after_a_while: bool = False


class Actor:
    """`known`: circumstances said so far; `reached`, `honest`, `false_no`: needs; `calls`: as in `Talk`."""

    def __init__(self, persona: Persona, services: Mapping[str, Service]) -> None:
        self.persona, self._services = persona, services
        self._chance, self._words = random.Random(persona.seed), wording(persona.language)
        self.known: set[str] = set()
        self.reached: list[str] = []
        self.honest: list[str] = []
        self.false_no: list[str] = []
        self.calls: list[tuple[str, str]] = []
        self._asked_for: list[str] = []
        self._listed: tuple[str, ...] = ()
        self._looking_at = ""
        self._open = Reply()
        self._answered: set[str] = set()
        self._to_say: list[str] = []
        self._turn, self._more, self._place_kept = 0, 0, False

    def opens(self) -> Move:
        persona = self.persona
        self._turn = 1
        if persona.opening == "hello first":
            return self._move("opening", self._say("hello"))
        if persona.wrong:
            return self._move("opening", self._needs((persona.wrong,)))
        first = persona.needs[:1] if persona.opening == "in pieces" else persona.needs
        said = [self._needs(first)]
        if persona.opening == "all at once":
            said += [*self._told(), self._where()]
        return self._move("opening", ". ".join(said))

    def answers(self, reply: Reply) -> Move | None:
        """The next message, or None when there is nothing left to ask for."""
        self._turn += 1
        self._take_in(reply)
        if not self._left and not self._to_say:
            return None
        return self._interruption() or self._respond(self._open)

    def calls_what_is_left(self) -> None:
        """Out of patience, they still call the numbers they hold, one after the other."""
        for id in self._listed:
            if self._wants(id):
                self._calls(id)

    @property
    def _left(self) -> list[str]:
        return [id for id in self.persona.needs if id not in (*self.reached, *self.honest)]

    def _take_in(self, reply: Reply) -> None:
        beside = all(key in BESIDE or key.startswith(ASIDE) for key in reply.keys)
        if not beside or not self._open.lines:
            self._open = reply
        for line in reply.lines:
            if line.key in LISTS and line.services:
                self._listed = line.services
            if line.key in NOTHING:
                self._hears_of_nothing(line.text)

    def _hears_of_nothing(self, text: str) -> None:
        """Goes by what the bot says it looked for; rightly told that there is nothing is an honest answer."""
        meant = set(self._words.reads(text.partition(":")[0], "needs"))
        for need in [id for id in self._left if id in self._asked_for and (not meant or id in meant)]:
            wrongly = any(self._would_do(one, need) for one in self._services.values())
            heard = self.false_no if wrongly else self.honest
            if need not in heard:
                heard.append(need)

    def _would_do(self, service: Service, need: str) -> bool:
        """Whether the bot could still have named this one, from what it was told."""
        here = self._place_kept or reaches(service, self.persona.place)
        fresh = service.id not in [id for id, why in self.calls if why]
        return fresh and here and safe_for(service, need, self._facts) and not self._refusal(service)

    @property
    def _facts(self) -> frozenset[str]:
        return with_implied(self.persona.circumstances)

    def _refusal(self, service: Service) -> str:
        return refusal(service, self.persona.circumstances, self.persona.age)

    def _interruption(self) -> Move | None:
        persona = self.persona
        if persona.wrong and persona.wrong in self._asked_for and not set(persona.needs) & set(self._asked_for):
            right = self._say("needs", persona.needs[0], "short")
            self._asked_for.append(persona.needs[0])
            wrong = self._say("needs", persona.wrong, "short")
            return self._move("correction", self._say("wrong", right=right, wrong=wrong))
        if self._turn == persona.crisis_at and persona.crisis:
            return self._move("crisis", self._say("crisis", persona.crisis))
        if self._turn == persona.detour_at and persona.detour:
            return self._move("detour", self._say("detours", persona.detour))
        if self._turn == persona.silent_at:
            return Move(self._typed(self._say("hello_again")), "return", after_a_while=True)
        return None

    def _respond(self, reply: Reply) -> Move | None:
        keys = reply.keys
        if "welcome_back" in keys or "noted_back" in keys:
            return Move(self._say("back"), "back")
        if any(key.startswith(("ask_area", "remind_area")) for key in keys):
            return self._place(again="ask_area_unstored" in keys)
        if "confirm_need" in keys or "confirm_need_one" in keys:
            return self._confirm(reply)
        if self._to_say:
            return self._fact(self._to_say.pop(0))
        if "which" in keys or "choose_range" in keys:
            return self._number(1)
        about = self._question(reply)
        if about:
            return self._yes_or_no(about)
        return self._pick() or self._next_need(reply) or self._go_on(reply)

    def _place(self, again: bool) -> Move:
        if self.persona.refuses:
            self._place_kept = True
            return self._move("answer", self._say("skip"))
        said = [self._where()]
        if again:
            said = [
                self._say("circumstances", id) for id in sorted(self.known) if not circumstances()[id].stored
            ] + said
        return self._move("area", ". ".join(said + self._told()))

    def _confirm(self, reply: Reply) -> Move:
        text = reply.text
        choices = {int(n): self._words.reads(label, "needs") for n, label in CHOICE.findall(text)}
        for number, meant in choices.items():
            for need in meant:
                if need in self._left:
                    self._asked_for.append(need)
                    return self._number(number)
        if not choices and set(self._words.reads(text, "needs")) & set(self._left):
            self._asked_for += [id for id in self._words.reads(text, "needs") if id in self._left]
            return self._move("answer", self._say("yes"))
        return self._move("need", self._needs(tuple(self._left[:1])))

    def _question(self, reply: Reply) -> str:
        asked = self._words.reads(reply.text, "questions")
        return next((about for about in asked if about not in self._answered), "")

    def _yes_or_no(self, about: str) -> Move:
        self._answered.add(about)
        if self.persona.refuses:
            return self._move("answer", self._say("skip"))
        if about == "tonight":
            return self._move("answer", self._say("yes" if self.persona.tonight else "no"))
        if about in self.persona.circumstances:
            self.known.add(about)
            return self._move("answer", self._say("yes"))
        return self._move("answer", self._say("no"))

    def _wants(self, id: str) -> bool:
        service = self._services.get(id)
        called = [called for called, _ in self.calls]
        return service is not None and id not in called and any(self._covers(service, need) for need in self._left)

    def _covers(self, service: Service, need: str) -> bool:
        return need in self._asked_for and safe_for(service, need, self._facts)

    def _pick(self) -> Move | None:
        if self._looking_at:
            id, self._looking_at = self._looking_at, ""
            return self._called(id)
        for number, id in enumerate(self._listed, start=1):
            if self._wants(id):
                if self.persona.looks_closer:
                    self._looking_at = id
                    return self._number(number)
                return self._called(id)
        return None

    def _called(self, id: str) -> Move | None:
        """Calls; turned away they say so, and then why. Taken in, they go on to what else they came for."""
        why = self._calls(id)
        if not why:
            return self._pick()
        attribute = why.partition(":")[0]
        hidden = sorted(self.persona.circumstances - self.known)
        self._to_say += [fact for fact in hidden if _bears_on(fact, attribute)]
        number = self._listed.index(id) + 1 if id in self._listed else 1
        return self._move("refused", self._say("turned_away", n=number))

    def _calls(self, id: str) -> str:
        service = self._services[id]
        why = self._refusal(service)
        self.calls.append((id, why))
        if not why:
            self.reached += [need for need in self._left if self._covers(service, need)]
        return why

    def _next_need(self, reply: Reply) -> Move | None:
        for sign in self._words.table["next_need"]:
            _, found, after = reply.text.partition(sign)
            before, _, _ = reply.text.partition(sign)
            if found and reply.text not in self._answered:
                self._answered.add(reply.text)
                meant = self._words.reads(after or before[-40:], "needs")
                wanted = [id for id in meant if id in self._left]
                self._asked_for += wanted
                return self._move("answer", self._say("yes" if wanted else "no"))
        return None

    def _go_on(self, reply: Reply) -> Move | None:
        if not self._left:
            return None
        new = [id for id in self._left if id not in self._asked_for]
        if new:
            opener = not self._asked_for
            return self._need(new[0], "needs" if opener else "also")
        if reply.services and self._more < MOST_MORE:
            self._more += 1
            return self._move("more", self._say("more"))
        self._more = 0
        return self._move("need", self._needs((self._chance.choice(self._left),)))

    def _need(self, need: str, how: str) -> Move:
        if how == "also":
            self._asked_for.append(need)
            return self._move("need", self._say("also", need=self._say("needs", need, "short")))
        wanted = self.persona.needs if self.persona.opening == "hello first" else (need,)
        return self._move("need", ". ".join([self._needs(wanted), *self._told()]))

    def _needs(self, wanted: tuple[str, ...]) -> str:
        """One need as a sentence of its own, several as a list."""
        self._asked_for += wanted
        if len(wanted) == 1 and self._chance.random() < 0.6:
            return self._say("needs", wanted[0], "say")
        short = [self._say("needs", id, "short") for id in wanted]
        listed = f" {self._say('and')} ".join([", ".join(short[:-1]), short[-1]] if len(short) > 1 else short)
        if self.persona.tonight and "housing" in wanted:
            listed += " " + self._say("tonight")
        return self._say("listing", needs=listed)

    def _told(self) -> list[str]:
        return [self._circumstance(id) for id in self.persona.told if id not in self.known]

    def _fact(self, id: str) -> Move:
        return self._move("fact", self._circumstance(id))

    def _circumstance(self, id: str) -> str:
        self.known.add(id)
        return self._say("circumstances", id, age=self.persona.age)

    def _where(self) -> str:
        return self._say("area", area=self.persona.place.says)

    def _number(self, number: int) -> Move:
        return Move(str(number), "number")

    def _say(self, *path: str, **values: object) -> str:
        return self._words.one(self._chance, *path, **values)

    def _typed(self, text: str) -> str:
        return texted(text, self.persona.style, self._words.table, self._chance)

    def _move(self, kind: str, text: str) -> Move:
        return Move(self._typed(text), kind)


def _bears_on(fact: str, attribute: str) -> bool:
    """Whether being turned away for `attribute` has to do with this fact."""
    if attribute in ("genders", "minimum_age", "maximum_age"):
        return fact in ("man", "under_18")
    return any(
        rule.attribute == attribute for id in with_implied(frozenset({fact})) for rule in circumstances()[id].asks
    )

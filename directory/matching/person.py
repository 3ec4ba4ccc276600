"""What the query says about the person, in the form that admission and ranking read for every listing."""

from dataclasses import dataclass

from directory.model import Query
from navigator.needs import AttributeRule, circumstances, with_implied

ADULT = 18


@dataclass(frozen=True, slots=True)
class Person:
    """`refusals` are (attribute, answer) pairs that turn this person away; `genders` the listing words that serve
    a man or a trans person (empty: the person said nothing that bears on it)."""

    circumstances: frozenset[str]
    rules: tuple[AttributeRule, ...]
    refusals: tuple[tuple[str, str], ...]
    age: int | None
    minor: bool
    genders: frozenset[str]

    @property
    def man(self) -> bool:
        return "man" in self.circumstances

    @property
    def trans(self) -> bool:
        return "trans" in self.circumstances


def read(query: Query) -> Person:
    """The person behind `query`; an age under 18 counts as `under_18`, and implied circumstances are added."""
    said = set(query.circumstances)
    if query.age is not None and query.age < ADULT:
        said.add("under_18")
    held = with_implied(frozenset(said))
    rules = _rules(held)
    refusals = tuple((rule.attribute, _opposite(rule)) for rule in rules if rule.strict)
    return Person(held, rules, refusals, query.age, "under_18" in held, _genders(held))


def _rules(held: frozenset[str]) -> tuple[AttributeRule, ...]:
    table = circumstances()
    found = {rule.attribute: rule for id in table if id in held for rule in table[id].asks}
    return tuple(found.values())


def _opposite(rule: AttributeRule) -> str:
    return "no" if rule.fits == "yes" else "yes"


def _genders(held: frozenset[str]) -> frozenset[str]:
    served = set()
    if "man" in held:
        served |= {"men", "all"}
    if "trans" in held:
        served |= {"trans", "all"}
    return frozenset(served)

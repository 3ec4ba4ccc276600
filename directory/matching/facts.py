"""What a place says that bears on this person: what fits, what to ask, and what to know before the call."""

from directory.matching.admission import YOUNG, genders_of, names_minors
from directory.matching.person import ADULT, Person
from directory.model import Listing

ALWAYS_SAID = (
    "requires_exit",
    "religion_required",
    "takes_phone",
    "requires_police_report",
    "coordinated_entry_only",
    "reports_to_cps",
)
MARKED = ("shares_with_police", "shares_with_immigration", "faith_based")
"""Said when it is so, not when it has to be asked."""
TEEN = 13


def fits(listing: Listing, person: Person) -> tuple[str, ...]:
    """What the place says yes to, of what the person said: "accepts_children: yes"."""
    answers = effective_answers(listing, person)
    return tuple(f"{rule.attribute}: {rule.fits}" for rule in person.rules if answers.get(rule.attribute) == rule.fits)


def to_ask(listing: Listing, person: Person) -> tuple[str, ...]:
    """What is not known about the place, of what the person said: "accepts_record: unknown" or ": ask"."""
    answers = effective_answers(listing, person)
    found = [
        f"{rule.attribute}: {answers.get(rule.attribute, 'unknown')}"
        for rule in person.rules
        if answers.get(rule.attribute, "ask") == "ask"
    ]
    if person.trans and not person.man and listing.genders == {"men"}:
        found.append("genders: men")
    if person.minor and person.age is None and listing.minimum_age is not None and listing.minimum_age >= TEEN:
        found.append(f"minimum_age: {listing.minimum_age}")
    if person.age is None and not person.minor:
        if listing.minimum_age is not None and listing.minimum_age > ADULT:
            found.append(f"minimum_age: {listing.minimum_age}")
        if listing.maximum_age is not None and listing.maximum_age < YOUNG:
            found.append(f"maximum_age: {listing.maximum_age}")
    return tuple(found)


def to_say(listing: Listing, person: Person) -> tuple[str, ...]:
    """What a person has to know before they call, whether or not they said anything that bears on it."""
    answers = listing.attributes
    said = [f"{attribute}: yes" for attribute in (*ALWAYS_SAID, *MARKED) if answers.get(attribute) == "yes"]
    said += [f"{attribute}: ask" for attribute in ALWAYS_SAID if answers.get(attribute) == "ask"]
    said += [
        f"{rule.attribute}: {answers[rule.attribute]}"
        for rule in person.rules
        if not rule.strict and answers.get(rule.attribute) not in (None, "ask", rule.fits)
    ]
    if "with_children" in person.circumstances and answers.get("accepts_teen_boys") in ("no", "ask"):
        said.append(f"accepts_teen_boys: {answers['accepts_teen_boys']}")
    if "pregnant" in person.circumstances and answers.get("abortion_care") == "no":
        said.append("abortion_care: no")
    if not person.genders and listing.genders and not _everyone(listing.genders):
        said.append(f"genders: {genders_of(listing.genders)}")
    return tuple(dict.fromkeys(said))


def effective_answers(listing: Listing, person: Person) -> dict[str, str]:
    """The listing's answers, with those that its other fields give: genders, ages and a text line."""
    answers: dict[str, str] = dict(listing.attributes)
    if person.man and not listing.genders.isdisjoint(person.genders):
        answers.setdefault("serves_men", "yes")
    if person.trans and "trans" in listing.genders:
        answers.setdefault("trans_affirming", "yes")
    if person.minor and names_minors(listing):
        answers.setdefault("serves_minors", "yes")
    if listing.text_line:
        answers["takes_text"] = "yes"
    return answers


def _everyone(genders: frozenset[str]) -> bool:
    return "all" in genders or {"women", "men"} <= genders

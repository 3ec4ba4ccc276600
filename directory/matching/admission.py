"""Who is turned away, who fits, and what has to be asked. A known "no" never passes; unknown is never "no".

Decisions that the vocabulary leaves open:
- `genders` that name neither men nor all turn a man away, whatever else the listing says. A trans man passes where
  trans people are named.
- Where it is not known whether a man, a trans person or a minor is served, the place ranks last and says ask. So do
  places for men only, or for minors only, while the person has not said that they are one.
- A minor of unsaid age is turned away where people have to be 18 or older, and asks where the lowest age is 13 to 17.
- For `no_papers`, a place counts for immigration only if it also covers `legal`: that is how a listing says that
  lawyers or accredited representatives do the work.
"""

from datetime import UTC, datetime, timedelta

from directory.matching.person import ADULT, Person
from directory.model import Listing

CAPACITY_HOLDS = timedelta(hours=48)
ALWAYS_SAID = (
    "requires_exit",
    "religion_required",
    "takes_phone",
    "requires_police_report",
    "coordinated_entry_only",
    "reports_to_cps",
    "shares_with_police",
    "shares_with_immigration",
    "faith_based",
)
YOUNG = 30
OLD = 40
TEEN = 13


def refusal(listing: Listing, person: Person, needs: tuple[str, ...], at: datetime) -> str:
    """Why this place is no answer for this person ("accepts_record: no"), or "" when it may be one."""
    if listing.status != "active":
        return f"status: {listing.status}"
    answers = listing.attributes
    for attribute, answer in person.refusals:
        if answers.get(attribute) == answer:
            return f"{attribute}: {answer}"
    if listing.genders and person.man and listing.genders.isdisjoint(person.genders):
        return f"genders: {_words(listing.genders)}"
    if listing.minimum_age is not None or listing.maximum_age is not None:
        by_age = _too_young_or_old(listing, person)
        if by_age:
            return by_age
    if listing.capacity == 0 and room_is_recent(listing, at):
        return "capacity: 0"
    if "immigration" in needs and not covers_immigration(listing, person) and len(needs) == 1:
        return "legal: no"
    return ""


def covers_immigration(listing: Listing, person: Person) -> bool:
    """Whether this place's help with immigration is safe to name to this person."""
    return "no_papers" not in person.circumstances or "legal" in listing.needs


def room_is_recent(listing: Listing, at: datetime) -> bool:
    """Whether what the place said about free places was said in the last 48 hours; without a zone it is UTC."""
    said = listing.capacity_at
    if said is None:
        return False
    return at - (said if said.tzinfo else said.replace(tzinfo=UTC)) < CAPACITY_HOLDS


def ranks_last(listing: Listing, person: Person) -> bool:
    """Whether it is not known if this place serves the person's gender or age."""
    answers = listing.attributes
    if person.minor and "serves_minors" not in answers and not _names_minors(listing):
        return True
    if not person.minor and person.age is None and listing.maximum_age is not None and listing.maximum_age < ADULT:
        return True
    if person.man and "serves_men" not in answers and not listing.genders:
        return True
    if person.trans and "trans_affirming" not in answers and listing.genders.isdisjoint(person.genders):
        return True
    return not person.man and listing.genders == {"men"}


def age_limited(listing: Listing, person: Person) -> bool:
    """Whether the place is for the young or the old only, and the person's age is not known."""
    if person.age is not None or person.minor:
        return False
    young_only = listing.maximum_age is not None and listing.maximum_age < YOUNG
    return young_only or (listing.minimum_age is not None and listing.minimum_age > OLD)


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
    said = [f"{attribute}: yes" for attribute in ALWAYS_SAID if answers.get(attribute) == "yes"]
    said += [f"{attribute}: ask" for attribute in ALWAYS_SAID[:6] if answers.get(attribute) == "ask"]
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
        said.append(f"genders: {_words(listing.genders)}")
    return tuple(dict.fromkeys(said))


def effective_answers(listing: Listing, person: Person) -> dict[str, str]:
    """The listing's answers, with those that its other fields give: genders, ages and a text line."""
    answers: dict[str, str] = dict(listing.attributes)
    if person.man and not listing.genders.isdisjoint(person.genders):
        answers.setdefault("serves_men", "yes")
    if person.trans and "trans" in listing.genders:
        answers.setdefault("trans_affirming", "yes")
    if person.minor and _names_minors(listing):
        answers.setdefault("serves_minors", "yes")
    if listing.text_line:
        answers["takes_text"] = "yes"
    return answers


def _too_young_or_old(listing: Listing, person: Person) -> str:
    age = person.age if person.age is not None else ADULT - 1 if person.minor else None
    if age is None:
        return ""
    if listing.minimum_age is not None and age < listing.minimum_age:
        return f"minimum_age: {listing.minimum_age}"
    # A minor of unsaid age may be any age below 18: an upper limit only turns away someone known to be above it.
    if listing.maximum_age is not None and person.age is not None and age > listing.maximum_age:
        return f"maximum_age: {listing.maximum_age}"
    return ""


def _names_minors(listing: Listing) -> bool:
    return (listing.minimum_age is not None and listing.minimum_age < ADULT) or (
        listing.maximum_age is not None and listing.maximum_age < ADULT
    )


def _everyone(genders: frozenset[str]) -> bool:
    return "all" in genders or {"women", "men"} <= genders


def _words(genders: frozenset[str]) -> str:
    return ";".join(sorted(genders))

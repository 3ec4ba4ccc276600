"""Who is turned away and who comes last. A known "no" never passes; unknown is never "no".

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
YOUNG = 30  # places with an upper age below it are for the young: most end at 21, 24 or 25
OLD = 40


def refusal(listing: Listing, person: Person, needs: tuple[str, ...], at: datetime) -> str:
    """Why this place is no answer for this person ("accepts_record: no"), or "" when it may be one."""
    if listing.status != "active":
        return f"status: {listing.status}"
    answers = listing.attributes
    for attribute, answer in person.refusals:
        if answers.get(attribute) == answer:
            return f"{attribute}: {answer}"
    if listing.genders and person.man and listing.genders.isdisjoint(person.genders):
        return f"genders: {genders_of(listing.genders)}"
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
    if person.minor and "serves_minors" not in answers and not names_minors(listing):
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


def names_minors(listing: Listing) -> bool:
    """Whether the ages that the place names include some under 18."""
    return (listing.minimum_age is not None and listing.minimum_age < ADULT) or (
        listing.maximum_age is not None and listing.maximum_age < ADULT
    )


def genders_of(genders: frozenset[str]) -> str:
    """ "trans;women", in one order always."""
    return ";".join(sorted(genders))

"""Adds up the weights of `weights.csv` for one listing. Every part is kept by its id, so that the sum can be shown."""

from datetime import datetime

from directory.matching import admission, facts
from directory.matching.area import Closeness
from directory.matching.person import Person
from directory.matching.weights import points
from directory.model import Listing, Query
from navigator.needs import AttributeRule

STALE_DAYS = 180
NEAR_HALF_KM = 3.0
LOW_BARRIER = ("walk_in", "no_referral_needed", "no_id_needed", "same_day", "free")
WELCOME = ("survivor_led", "sex_worker_affirming")
COSTS = (
    "requires_exit",
    "coordinated_entry_only",
    "requires_police_report",
    "takes_phone",
    "shares_with_police",
    "shares_with_immigration",
)


def parts(
    listing: Listing, query: Query, person: Person, covered: tuple[str, ...], close: Closeness, open_now: bool | None
) -> dict[str, float]:
    """What each weight gives this listing; weights that give nothing are left out."""
    given = _relevance(listing, query, covered)
    _add_person(given, listing, person)
    _add_entry(given, listing, query)
    _add_time(given, listing, query, open_now)
    _add_place(given, close)
    _add_trust(given, listing, query, person)
    return given


def is_stale(listing: Listing, at: datetime) -> bool:
    """Not checked for over 180 days, or never."""
    return listing.verified is None or (at.date() - listing.verified).days > STALE_DAYS


def words_found(listing: Listing, words: tuple[str, ...]) -> int:
    """How many of the free words stand in what the listing says of itself."""
    if not words:
        return 0
    text = " ".join((listing.name, listing.short_text, listing.short_text_es, listing.description)).lower()
    return sum(word.lower() in text for word in words)


def _relevance(listing: Listing, query: Query, covered: tuple[str, ...]) -> dict[str, float]:
    worth = points()
    given: dict[str, float] = {}
    if covered:
        given["need"] = worth["need"] * len(covered)
        later = sum(query.needs.index(need) for need in covered)
        if later:
            given["need_later"] = worth["need_later"] * later
    found = words_found(listing, query.words)
    if found:
        given["words"] = worth["words"] * found
    if "immigration" in covered and "legal" in listing.needs:
        given["immigration_law"] = worth["immigration_law"]
    return given


def _add_person(given: dict[str, float], listing: Listing, person: Person) -> None:
    worth = points()
    if person.rules:
        answers = facts.effective_answers(listing, person)
        for rule in person.rules:
            weight = _weight(answers.get(rule.attribute), rule)
            if weight:
                given[weight] = given.get(weight, 0.0) + worth[weight]
        if "cant_call" in person.circumstances and answers.get("takes_text") == "yes":
            given["takes_text"] = worth["takes_text"]
    if admission.age_limited(listing, person):
        given["age_limited"] = worth["age_limited"]
    if admission.ranks_last(listing, person):
        given["ranks_last"] = worth["ranks_last"]


def _weight(answer: str | None, rule: AttributeRule) -> str:
    if answer == rule.fits:
        return "fits" if rule.strict else "suits"
    return "may_fit" if answer == "ask" and rule.strict else ""


def _add_entry(given: dict[str, float], listing: Listing, query: Query) -> None:
    worth = points()
    answers = listing.attributes
    for attribute in (*WELCOME, *LOW_BARRIER, *COSTS):
        if answers.get(attribute) == "yes":
            given[attribute] = worth[attribute]
    if query.urgency == "now":
        for attribute in ("walk_in", "same_day"):
            if attribute in given:
                given[f"{attribute}_urgent"] = worth[f"{attribute}_urgent"]
    if answers.get("religion_required") == "yes" and "spiritual" not in query.needs:
        given["religion_required"] = worth["religion_required"]


def _add_time(given: dict[str, float], listing: Listing, query: Query, open_now: bool | None) -> None:
    worth = points()
    urgent = query.urgency == "now"
    if open_now:
        given["open_now"] = worth["open_now"]
        if urgent:
            given["open_urgent"] = worth["open_urgent"]
    elif open_now is False and urgent:
        given["closed_urgent"] = worth["closed_urgent"]
    if listing.capacity and admission.room_is_recent(listing, query.at):
        given["free_places"] = worth["free_places"]


def _add_place(given: dict[str, float], close: Closeness) -> None:
    if close.distance_km is not None:
        given["near"] = points()["near"] / (1 + close.distance_km / NEAR_HALF_KM)
    elif close.step == 0 and not close.everywhere:
        given["names_area"] = points()["names_area"]


def _add_trust(given: dict[str, float], listing: Listing, query: Query, person: Person) -> None:
    worth = points()
    if listing.verified is None or (age := (query.at.date() - listing.verified).days) > STALE_DAYS:
        given["stale"] = worth["stale"]
    else:
        given["verified"] = worth["verified"] * min(1.0, 1 - age / STALE_DAYS)
    if listing.phone or listing.text_line:
        given["reachable"] = worth["reachable"]
    if query.language in listing.languages:
        given["language"] = worth["language"]
    elif listing.languages:
        given["other_language"] = worth["other_language"]
    if listing.outcomes:
        given["outcomes"] = worth["outcomes"] * _share_helped(listing)
    with_family = "with_children" in person.circumstances or "children" in query.needs
    if with_family and listing.attributes.get("reports_to_cps") == "yes":
        given["reports_to_cps"] = worth["reports_to_cps"]


def _share_helped(listing: Listing) -> float:
    """From -1 (all turned away or a wrong listing) to 1 (all helped); two imagined reports of each keep few from
    deciding."""
    helped = listing.outcomes.get("helped", 0)
    not_helped = listing.outcomes.get("turned_away", 0) + listing.outcomes.get("wrong", 0)
    return (helped - not_helped) / (helped + not_helped + 4)

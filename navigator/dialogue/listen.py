"""Takes everything a message said into the state: adds, corrects, takes back."""

from dataclasses import replace

from navigator.dialogue.state import State
from navigator.needs import circumstances, with_implied
from navigator.understanding.heard import Area, Heard

# What a search depends on: when a message changes one of these, the answer may change.
TELLING = ("needs", "circumstances", "denied", "area", "urgency", "age", "for_other", "language")


def listen(state: State, heard: Heard) -> State:
    """`state` with what was heard in it; nothing that may not be stored."""
    said = with_implied(frozenset(heard.circumstances)) - frozenset(heard.not_circumstances)
    kept = tuple(id for id in circumstances() if id in said and circumstances()[id].stored)
    if heard.age is not None and heard.age < 18:
        kept = joined(kept, ("under_18",))
    needs = joined(without(state.needs, heard.not_needs), heard.needs)
    return replace(
        state,
        needs=needs,
        focus=state.focus if state.focus in needs else "",
        circumstances=joined(without(state.circumstances, heard.not_circumstances), kept),
        denied=joined(without(state.denied, kept), heard.not_circumstances),
        area=heard.area or state.area,
        language=heard.language or state.language,
        urgency=heard.urgency or state.urgency,
        age=_coarse(heard.age) if heard.age is not None else state.age,
        for_other=state.for_other or heard.for_other,
        settled=_settled(state, heard),
    )


def about_the_place(state: State, heard: Heard) -> Heard:
    """ "NO 2 they dont take kids" denies no kids: the place does, so kids are there. Out of sight,
    nothing is learned.
    """
    if heard.act != "turned_away" or not heard.not_circumstances:
        return heard
    learned = heard.circumstances if state.before else joined(heard.circumstances, heard.not_circumstances)
    return replace(heard, circumstances=learned, not_circumstances=())


def what_changed(before: State, after: State) -> frozenset[str]:
    return frozenset(name for name in TELLING if getattr(before, name) != getattr(after, name))


def unstored(heard: Heard) -> frozenset[str]:
    """Circumstances said now that are used now and never kept."""
    return frozenset(id for id in heard.circumstances if not circumstances()[id].stored)


def elsewhere(old: Area | None, new: Area | None) -> bool:
    return old is not None and new is not None and old != new


def _settled(state: State, heard: Heard) -> tuple[str, ...]:
    told = [
        f"circumstance:{id}" for id in (*heard.circumstances, *heard.not_circumstances) if circumstances()[id].stored
    ]
    told += ["urgency"] if heard.urgency else []
    # A place that is named opens the question of place again, so that a skip is not for ever.
    gone = ("area",) if heard.area else ()
    return joined(without(state.settled, gone), tuple(told))


def _coarse(age: int) -> int | None:
    """18-24 is kept as one age, no other is: `under_18` says the rest, and enough to know which places take them."""
    return 21 if 18 <= age < 25 else None


def joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def without(old: tuple[str, ...], gone: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(id for id in old if id not in gone)

"""A mentor's evening at the desk."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy

from bot.app import Parts
from navigator.clock import FrozenClock
from navigator.outbox.messages.store import outbox
from tests.cast import DEE, ROSA
from tests.desk.conftest import Mentor, at_the_desk
from tests.driver import Person

People = Callable[..., Person]


def outgoing(parts: Parts) -> list[str]:
    """What is on its way to people, in order; as if sent."""
    out: list[str] = []
    while taken := parts.stores.outbox.claim(parts.clock.now(), 50):
        out += [one.text for one in taken]
        for one in taken:
            parts.stores.outbox.sent(one.id, f"SM{one.id}")
    return out


def test_who_waits_shows_what_they_agreed_to_and_for_how_long(ana: Mentor, person: People, clock: FrozenClock) -> None:
    person(ROSA).texts("need food and a doctor in 00104", "MENTOR", "yes")
    clock.forward(timedelta(minutes=3))
    ana.opens("/").sees("Waiting (1)", "food", "a doctor", "3 min").does_not_see(ROSA, ROSA.removeprefix("+1"))


def test_a_talk_both_ways(ana: Mentor, parts: Parts, person: People) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = ana.takes()
    rosa.texts("hi <b>there</b>")
    ana.opens(f"/talk?id={id}").sees("hi <b>there</b>")
    assert "hi <b>" not in ana.client.get(f"/desk/talk?id={id}").text
    for _ in range(2):  # the button was pressed twice
        ana.sends("/talk/say", id=id, text="hi rosa", once="same")
    ana.sends("/talk/say", id=id, quick="Take your time", once="other")
    assert outgoing(parts)[1:] == ["hi rosa", "Take your time"]
    ana.opens(f"/talk?id={id}").sees("hi rosa")


def test_the_part_that_is_fetched_again_has_only_the_talk(ana: Mentor, person: People) -> None:
    person(ROSA).texts("MENTOR", "yes")
    id = ana.takes()
    ana.opens(f"/talk?id={id}&part=1").sees('role="log"').does_not_see("<html", "<form")


def test_a_talk_is_its_mentors_alone(ana: Mentor, bea: Mentor, parts: Parts, person: People) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = ana.takes()
    rosa.texts("only for ana")
    bea.opens(f"/talk?id={id}").does_not_see("only for ana")
    assert bea.status == 404
    bea.opens("/")
    for path in ("say", "note", "end", "flag", "help", "hand-on"):
        assert bea.sends(f"/talk/{path}", id=id, text="hello", note="x") == 409, path
        bea.opens("/")
    assert bea.sends("/claim", id=id) == 409
    assert len(outgoing(parts)) == 1


def test_an_open_page_is_told_when_its_talk_is_over(ana: Mentor, person: People) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes", "zebrafinch")
    id = ana.takes()
    rosa.texts("bye")
    ana.opens(f"/talk?id={id}&part=1").sees("This talk is over").does_not_see("zebrafinch")


def test_danger_shows_a_flag_and_lines_but_not_its_name(ana: Mentor, person: People) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = ana.takes()
    rosa.texts("hes outside with a gun")
    ana.opens(f"/talk?id={id}").sees("Danger flag", "911").does_not_see("violence")


def test_handing_on_and_a_note_that_stays_behind(ana: Mentor, bea: Mentor, parts: Parts, person: People) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = ana.takes()
    ana.sends("/talk/note", id=id, note="likes dogs")
    ana.sees("likes dogs")
    ana.sends("/talk/hand-on", id=id)
    rosa.texts("still there?").hears("keep it for who comes next")
    bea.opens("/").sees("Was cut off")
    bea.takes()
    bea.opens(f"/talk?id={id}").sees("still there?").does_not_see("likes dogs")


def test_the_end_leaves_nothing(ana: Mentor, parts: Parts, person: People) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes", "zebrafinch")
    id = ana.takes()
    rosa.texts("zebrafinch")
    ana.sends("/talk/say", id=id, text="zebrafinch", once="1")
    ana.sends("/talk/end", id=id)
    ana.sees("None.")
    assert outgoing(parts)[-1].startswith("They ended the talk")
    ana.opens(f"/talk?id={id}").sees("is over").does_not_see("zebrafinch")
    assert ana.sends("/talk/say", id=id, text="wait") in (403, 409)
    with parts.stores.engine.connect() as connection:
        for table in ("handoffs", "handoff_lines"):
            assert connection.scalar(sqlalchemy.text(f"SELECT count(*) FROM {table}")) == 0
        assert connection.scalars(sqlalchemy.select(outbox.c.sealed)).all().count(None) == 3


def test_a_listing_is_found_with_what_does_not_fit_left_out_and_sent(ana: Mentor, parts: Parts, person: People) -> None:
    person(ROSA).texts("need a bed for me and my kids in 00104", "MENTOR", "yes")
    id = ana.takes()
    ana.opens(f"/talk?id={id}&need=housing").sees("202-555", "Send ").does_not_see("Nothing that fits")
    ana.sends("/talk/say", id=id, quick="Heron House: 202-555-0100", once="1")
    assert outgoing(parts)[-1] == "Heron House: 202-555-0100"


def test_the_coordinator_is_called_and_hears_only_who_called(
    ana: Mentor, parts: Parts, app: object, person: People
) -> None:
    rosa = person(ROSA).texts("need food in 00104", "MENTOR", "yes")
    id = ana.takes()
    for path in ("flag", "help"):
        ana.sends(f"/talk/{path}", id=id)
    rosa.texts("REPORT")
    cora = at_the_desk(parts, ana.app, "cora", "coordinator", most=0).opens("/programme")
    cora.sees("Flagged a crisis: ana", "Asked for you: ana", "with REPORT: ana").does_not_see("food", ROSA)
    cora.sends("/programme/put-away", id="1")
    cora.sees("For you (2)")


def test_off_shift_nobody_is_shown(ana: Mentor, person: People) -> None:
    person(ROSA).texts("MENTOR", "yes")
    ana.opens("/").sends("/shift", on="0")
    ana.sees("Waiting (0)")
    person(DEE).texts("MENTOR", "yes").hears("No mentor is free")

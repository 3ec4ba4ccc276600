"""What a place's hours say at a given moment, in its own town, in words that fit a phone."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hours import describe, next_open, open_now, open_till, words
from directory.model import Listing, Schedule
from navigator.needs import LANGUAGES
from navigator.sms import is_gsm7

PACIFIC = ZoneInfo("America/Los_Angeles")
WEEK = "MO,TU,WE,TH,FR,SA,SU"
OFFICE = Schedule("MO,TU,WE,TH,FR", 9 * 60, 17 * 60)
LATE_VAN = Schedule("FR,SA", 20 * 60, 2 * 60)
ALWAYS = Schedule(WEEK)


def place(*schedules: Schedule, timezone: str = "America/Los_Angeles") -> Listing:
    return Listing("a", "A place", schedules=schedules, timezone=timezone)


def at(text: str) -> datetime:
    """Local time in Port Ellis. 2026-11-20 is a Friday."""
    return datetime.fromisoformat(text).replace(tzinfo=PACIFIC)


@pytest.mark.parametrize(
    ("schedules", "moment", "is_open", "english", "spanish"),
    [
        ([OFFICE], "2026-11-20T16:00", True, "open now till 5pm", "abierto hasta 5pm"),
        ([OFFICE], "2026-11-20T17:00", False, "opens Mon 9am", "abre lun 9am"),
        ([OFFICE], "2026-11-20T08:59", False, "opens 9am", "abre 9am"),
        ([LATE_VAN], "2026-11-20T22:30", True, "open now till 2am", "abierto hasta 2am"),
        ([LATE_VAN], "2026-11-21T01:59", True, "open now till 2am", "abierto hasta 2am"),
        ([LATE_VAN], "2026-11-21T02:00", False, "opens 8pm", "abre 8pm"),
        ([LATE_VAN], "2026-11-20T01:00", False, "opens 8pm", "abre 8pm"),
        ([ALWAYS], "2026-11-20T03:00", True, "open 24/7", "abierto 24/7"),
        ([Schedule(WEEK, 960, 0)], "2026-11-20T22:00", True, "open now till midnight", "abierto hasta medianoche"),
        ([Schedule(WEEK, 1080, 480)], "2026-11-20T22:30", True, "open now till 8am", "abierto hasta 8am"),
        ([Schedule("FR,SA")], "2026-11-20T09:00", True, "open now till Sat midnight", "abierto hasta sab medianoche"),
        ([OFFICE, Schedule("SA", 600, 840)], "2026-11-20T22:00", False, "opens 10am", "abre 10am"),
        ([Schedule("1MO", 570, 720)], "2026-11-20T22:00", False, "opens Dec 7 9:30am", "abre 7 dic 9:30am"),
        ([OFFICE, Schedule(WEEK, kind="phone")], "2026-11-20T22:00", False, "opens Mon 9am, phone on now", None),
        ([Schedule(WEEK, kind="phone")], "2026-11-20T22:00", True, "phone open 24/7", "tel. abierto 24/7"),
        ([], "2026-11-20T22:00", None, "", ""),
    ],
)
def test_hours_in_few_words(
    schedules: list[Schedule], moment: str, is_open: bool | None, english: str, spanish: str | None
) -> None:
    listing = place(*schedules)
    assert open_now(listing, at(moment)) is is_open
    assert describe(listing, at(moment)) == english
    if spanish is not None:
        assert describe(listing, at(moment), "es") == spanish


def test_the_place_keeps_its_own_time_wherever_the_clock_stands() -> None:
    friday_four_pm_in_new_york = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    assert open_now(place(OFFICE, timezone="America/New_York"), friday_four_pm_in_new_york) is True
    assert open_now(place(OFFICE, timezone="Europe/Madrid"), friday_four_pm_in_new_york) is False
    assert open_now(place(OFFICE, timezone=""), at("2026-11-20T16:00")) is True
    assert open_now(place(OFFICE, timezone="Nowhere/Port_Ellis"), at("2026-11-20T16:00")) is None


def test_opening_is_given_in_the_places_own_time() -> None:
    opens = next_open(place(OFFICE, timezone="America/New_York"), at("2026-11-20T18:00"))
    assert opens == datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("America/New_York"))


def test_a_closed_day_is_closed_and_the_next_open_day_is_found() -> None:
    shut_monday = Schedule("MO", valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 23), closed=True)
    listing = place(OFFICE, shut_monday)
    assert open_now(listing, at("2026-11-23T10:00")) is False
    assert describe(listing, at("2026-11-22T10:00")) == "opens Tue 9am"


def test_a_closed_hour_at_noon_leaves_the_rest_of_the_day() -> None:
    listing = place(OFFICE, Schedule("MO,TU,WE,TH,FR", 720, 780, closed=True))
    assert describe(listing, at("2026-11-20T11:00")) == "open now till noon"
    assert describe(listing, at("2026-11-20T12:30")) == "opens 1pm"


def test_hours_for_one_day_replace_the_ordinary_ones() -> None:
    eve = date(2026, 12, 24)
    listing = place(OFFICE, Schedule("TH", 540, 720, valid_from=eve, valid_to=eve))
    assert open_now(listing, at("2026-12-24T11:00")) is True
    assert open_now(listing, at("2026-12-24T14:00")) is False


def test_a_winter_shelter_is_open_in_its_season_only() -> None:
    winter = Schedule(WEEK, 1080, 420, valid_from=date(2026, 11, 1), valid_to=date(2027, 3, 31))
    assert open_now(place(winter), at("2026-11-20T22:30")) is True
    assert open_now(place(winter), at("2026-10-20T22:30")) is False


def test_on_a_public_holiday_ordinary_hours_are_not_sure_but_round_the_clock_is() -> None:
    thanksgiving = "2026-11-26T10:00"
    assert open_now(place(OFFICE), at(thanksgiving)) is None
    assert describe(place(OFFICE), at(thanksgiving)) == "holiday: call first"
    assert open_now(place(ALWAYS), at(thanksgiving)) is True
    assert describe(place(OFFICE), at("2026-11-25T22:00")) == "holiday: call first"
    that_day = date(2026, 11, 26)
    said_so = Schedule("TH", 540, 720, valid_from=that_day, valid_to=that_day)
    assert open_now(place(OFFICE, said_so), at(thanksgiving)) is True


@pytest.mark.parametrize(
    ("rrule", "start", "monday_23", "monday_30"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", None, True, True),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2026, 11, 9), True, False),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261125T000000Z", None, True, False),
        ("FREQ=MONTHLY;BYDAY=-1MO", None, False, True),
        ("FREQ=DAILY;COUNT=3", date(2026, 11, 22), True, False),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None, None, None),
        ("every other monday", None, None, None),
        ("FREQ=WEEKLY;BYDAY=XX", None, None, None),
    ],
)
def test_rules_that_repeat(rrule: str, start: date | None, monday_23: bool | None, monday_30: bool | None) -> None:
    listing = place(Schedule(rrule=rrule, opens=540, closes=1020, valid_from=start))
    assert open_now(listing, at("2026-11-23T10:00")) is monday_23
    assert open_now(listing, at("2026-11-30T10:00")) is monday_30
    if monday_23 is None:
        assert describe(listing, at("2026-11-23T10:00")) == ""
        assert next_open(listing, at("2026-11-23T10:00")) is None
        assert open_till(listing, at("2026-11-23T10:00")) is None


half_hours = st.integers(0, 47).map(lambda half: half * 30)
rows = st.builds(
    Schedule,
    st.lists(st.sampled_from(WEEK.split(",")), min_size=1, max_size=7, unique=True).map(",".join),
    half_hours,
    half_hours,
    closed=st.sampled_from([False, False, False, True]),
)
moments = st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


@settings(max_examples=300, deadline=None)
@given(st.lists(rows, min_size=1, max_size=4), moments)
def test_open_now_till_then_and_open_next_agree(schedules: list[Schedule], moment: datetime) -> None:
    listing = place(*schedules)
    is_open, till, opens = open_now(listing, moment), open_till(listing, moment), next_open(listing, moment)
    assert (till is not None) is (is_open is not False)
    if till is not None:
        assert till > moment.astimezone(PACIFIC)
        if till - moment.astimezone(PACIFIC) < timedelta(days=7):
            assert open_now(listing, till) is False
            assert open_now(listing, till - timedelta(minutes=1)) is not False
    if is_open is False and opens is not None:
        assert opens > moment.astimezone(PACIFIC)
        assert open_now(listing, opens) is not False
        assert open_now(listing, opens - timedelta(minutes=1)) is False
    for language in LANGUAGES:
        assert len(describe(listing, moment, language)) <= 40


def test_the_clock_going_back_does_not_break_round_the_clock() -> None:
    assert describe(place(ALWAYS), at("2026-10-31T12:00")) == "open 24/7"
    assert describe(place(ALWAYS), at("2027-03-12T12:00")) == "open 24/7"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_in_letters_that_cost_nothing(language: str) -> None:
    english, said = dict(words("en")), dict(words(language))
    assert set(said) == set(english)
    assert (len(words(language)["days"]), len(words(language)["months"])) == (7, 12)
    for name, text in said.items():
        assert set(re.findall(r"{\w+}", str(text))) == set(re.findall(r"{\w+}", str(english[name])))
        assert is_gsm7(str(text).replace("[", "").replace("]", ""))


def test_a_language_we_do_not_have_is_said_in_english() -> None:
    assert describe(place(OFFICE), at("2026-11-20T16:00"), "vi") == "open now till 5pm"

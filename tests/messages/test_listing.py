"""How services look, at the odd ends: no phone, only texts, a long address, hours past midnight, a hidden place."""

from typing import Any

import pytest

from bot.messages import render
from bot.messages.hours import opening_hours
from bot.messages.listing import site
from navigator.dialogue import Opening, Result
from navigator.sms import segments


def listed(*results: Result, **values: Any) -> dict[str, Any]:
    return {"results": [result.to_value() for result in results], "more": False, **values}


def detailed(result: Result) -> dict[str, Any]:
    return {"result": result.to_value(), "number": 1, "need": "food"}


def test_a_place_without_a_phone_gives_its_site() -> None:
    one = Result("a", "Sample Pantry", website="https://www.pantry.example.org/")
    assert "1 Sample Pantry pantry.example.org" in render("results", listed(one), "en", "sms")


def test_a_place_without_anything_says_so() -> None:
    assert "no phone listed" in render("results", listed(Result("a", "Sample Pantry")), "en", "sms")


def test_who_cannot_call_gets_the_number_for_texts() -> None:
    one = Result("a", "Sample Line", phone="202-555-0100", text_line="202-555-0199", fits=("takes_text: yes",))
    read = render("results", listed(one), "en", "sms")
    assert "text 202-555-0199" in read
    assert "0100" not in read


def test_three_long_sites_still_fit() -> None:
    long = "https://a-very-long-name-of-an-organization.example.org/services/with/a/path"
    places = [Result(str(at), "Sample Organization of Many Words", website=long) for at in range(3)]
    assert segments(render("results", listed(*places), "en", "sms")) <= 2


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.pantry.example.org/", "pantry.example.org"),
        ("http://pantry.example.org/food", "pantry.example.org/food"),
        ("https://pantry.example.org/food/every/day/of/the/week", "pantry.example.org"),
        ("pantry.example.org", "pantry.example.org"),
    ],
)
def test_sites_read_as_people_type_them(url: str, shown: str) -> None:
    assert site(url) == shown


@pytest.mark.parametrize(
    ("hours", "english", "spanish"),
    [
        ([["MO,TU,WE,TH,FR", 540, 1020]], "Mon-Fri 9am-5pm", "lun-vie 9am-5pm"),
        ([["MO,WE,SA", 600, 735]], "Mon Wed Sat 10am-12:15pm", "lun mié sáb 10am-12:15pm"),
        ([["FR,SA", 1200, 120]], "Fri Sat 8pm-2am", "vie sáb 8pm-2am"),
        ([["", 0, 720]], "daily midnight-noon", "diario 12am-12pm"),
        (
            [["MO", 540, 1020], ["TU", 540, 1020], ["SA", 600, 840]],
            "Mon Tue 9am-5pm, Sat 10am-2pm",
            "lun mar 9am-5pm, sáb 10am-2pm",
        ),
        ([], "", ""),
    ],
)
def test_hours_in_few_letters(hours: list[list[Any]], english: str, spanish: str | None) -> None:
    assert opening_hours(hours, "en") == english
    assert spanish is None or opening_hours(hours, "es") == spanish


def test_a_hidden_place_says_to_call_first() -> None:
    hidden = Result("a", "Sample House", phone="202-555-0100", confidential=True)
    for key in ("details", "directions"):
        assert "not public" in render(key, detailed(hidden), "en", "sms")


def test_what_has_to_be_known_before_calling_stands_first() -> None:
    one = Result(
        "a", "Sample Mission", phone="202-555-0100", fits=("accepts_record: yes",), says=("religion_required: yes",)
    )
    assert "0100: worship required, record OK" in render("results", listed(one), "en", "sms")


def test_long_hours_and_long_rules_leave_the_number_and_the_way_on() -> None:
    hours = tuple(
        Opening(day, 500 + at, 1000 + at) for at, day in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
    )
    one = Result(
        "a", "Sample House", phone="202-555-0100", hours=hours, eligibility="Adults who live in the county. " * 9
    )
    read = render("details", detailed(one), "en", "sms")
    assert segments(read) <= 2
    assert "202-555-0100" in read
    assert read.endswith("BACK: list.")


def test_a_date_long_ago_has_its_year() -> None:
    fresh, old = (Result("a", "Sample", phone="1", verified="2025-03-02", stale=stale) for stale in (False, True))
    assert "checked Mar" in render("results", listed(fresh), "en", "sms")
    assert "checked Mar 2025" in render("results", listed(old), "en", "sms")
    assert "not checked yet" in render("results", listed(Result("a", "Sample", phone="1")), "en", "sms")


def test_what_goes_without_saying_is_not_said() -> None:
    one = Result("a", "Sample", phone="1", fits=("lgbtq_affirming: yes", "trans_affirming: yes"))
    read = render("results", listed(one), "en", "sms")
    assert "trans welcome" in read
    assert "LGBTQ" not in read

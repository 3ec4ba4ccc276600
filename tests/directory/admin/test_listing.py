"""One listing: what is typed is kept, what cannot be is said next to the field, and who did what is shown."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from directory.admin.fields import COLUMNS
from directory.admin.forms import names
from directory.hsds.record import Report
from directory.store.load import load
from navigator.needs import attributes
from tests.directory.admin.conftest import Change, Site, fields
from tests.directory.sheets import at, bring, service, sheet

HERE = at(36.0155, -126.9975)

# column -> what is typed, and what the listing then says
TYPED: dict[str, tuple[Any, str, Any]] = {
    "name": ("Tern House", "name", "Tern House"),
    "organization": ("Tern Trust", "organization", "Tern Trust"),
    "description": ("Rooms.\r\nQuiet ones.", "description", "Rooms.\nQuiet ones."),
    "short_text": ("Beds for all", "short_text", "Beds for all"),
    "short_text_es": ("Camas para todos", "short_text_es", "Camas para todos"),
    "needs": (["food", "legal"], "needs", {"food", "legal"}),
    "phone": ("202-555-0177 ext. 4", "phone", "202-555-0177 ext. 4"),
    "text_line": ("202-555-0178", "text_line", "202-555-0178"),
    "website": ("https://tern.example.org", "website", "https://tern.example.org"),
    "email": ("hello@tern.example.org", "email", "hello@tern.example.org"),
    "address": ("12 Tern Pier", "address", "12 Tern Pier"),
    "city": ("Old Mill", "city", "Old Mill"),
    "state": ("XY", "state", "XY"),
    "zip": ("00105", "zip", "00105"),
    "serves": ("Harbor; 00101", "serves", {"harbor", "00101"}),
    "hours": ("Mon-Fri 09:00-17:00", "hours_text", "Mon-Fri 09:00-17:00"),
    "languages": ("es;en", "languages", {"en", "es"}),
    "genders": (["women", "trans"], "genders", {"women", "trans"}),
    "minimum_age": ("18", "minimum_age", 18),
    "maximum_age": ("24", "maximum_age", 24),
    "eligibility": ("Anyone", "eligibility", "Anyone"),
    "fees": ("Nothing", "fees", "Nothing"),
    "bring": ("A blanket", "bring", "A blanket"),
    "intake": ("Call at 8", "intake", "Call at 8"),
    "status": ("inactive", "status", "inactive"),
}
PAIRS = {"latitude": "36.5", "longitude": "-126.5"}


def shown(browser: TestClient, id: str) -> str:
    return browser.get("/admin/service", params={"id": id}).text


def test_every_column_of_the_sheet_is_on_the_page_and_tried_here() -> None:
    assert set(names()) == set(COLUMNS)
    assert set(COLUMNS) == {*TYPED, *PAIRS, *attributes()}


@pytest.mark.parametrize("column", TYPED)
def test_what_is_typed_is_kept_and_its_history_shown(
    site: Site, browser: TestClient, change: Change, column: str
) -> None:
    typed, name, said = TYPED[column]
    id = site.new(**HERE)
    answer = change(id, **{column: typed})
    assert answer.status_code == 303, fields(answer.text)
    value = getattr(site.listing(id), name)
    assert (set(value) if isinstance(said, set) else value) == said
    page = shown(browser, id)
    assert f"<strong>{column.replace('_', ' ')}</strong>" in page
    assert page.count("<del>") == 1, "one field was changed, and one is told"


@pytest.mark.parametrize("column", ["description", "text_line", "serves", "hours", "languages", "genders", "bring"])
def test_what_is_emptied_is_gone(site: Site, change: Change, column: str) -> None:
    typed, name, _ = TYPED[column]
    id = site.new(**{column: ";".join(typed) if isinstance(typed, list) else typed})
    assert getattr(site.listing(id), name)
    assert change(id, **{column: [] if column == "genders" else ""}).status_code == 303
    assert not getattr(site.listing(id), name)


def test_coordinates_come_together(site: Site, change: Change) -> None:
    id = site.new(**HERE)
    assert "latitude and longitude come together" in change(id, latitude="").text.lower()
    assert change(id, **PAIRS).status_code == 303
    assert (site.listing(id).latitude, site.listing(id).longitude) == (36.5, -126.5)


def test_every_attribute_takes_all_four_answers(site: Site, change: Change) -> None:
    id = site.new()
    ids = [one for one in attributes() if one != "confidential_address"]
    for answer in ("yes", "no", "ask"):
        assert change(id, **dict.fromkeys(ids, answer)).status_code == 303
        assert dict(site.listing(id).attributes) == dict.fromkeys(ids, answer)
    assert change(id, **dict.fromkeys(ids, "")).status_code == 303
    assert not site.listing(id).attributes


def test_a_place_without_an_address_gets_one(site: Site, change: Change) -> None:
    id = site.new()
    assert change(id, **HERE).status_code == 303
    assert site.listing(id).address == HERE["address"]
    assert site.listing(id).latitude == float(HERE["latitude"])


def test_saving_without_a_change_changes_nothing(site: Site, browser: TestClient, change: Change) -> None:
    id = site.new(description="Two\nlines", hours="24/7", serves="Harbor", bring="a cup", genders="all", **HERE)
    before = site.listing(id)
    assert change(id).headers["location"].endswith("done=same")
    assert site.listing(id) == before
    assert "Nothing was changed" in shown(browser, id)


@pytest.mark.parametrize(
    ("typed", "column", "reason"),
    [
        ({"name": ""}, "name", "Give it a name."),
        ({"name": "x" * 501}, "name", "That is too long."),
        ({"needs": []}, "needs", "This must not be empty."),
        ({"needs": ["castles"]}, "needs", "not"),
        ({"phone": ""}, "phone", "There is no way to reach it"),
        ({"minimum_age": "old"}, "minimum_age", "This must be a number"),
        ({"minimum_age": "200"}, "minimum_age", "This must lie between 0 and 150."),
        ({"minimum_age": "30", "maximum_age": "20"}, "maximum_age", "must not be lower than the youngest"),
        ({"languages": "Klingonish!"}, "languages", "no language code"),
        ({"status": "busy"}, "status", "Not a valid choice"),
        ({"accepts_pets": "maybe"}, "accepts_pets", "Not a valid choice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_said_next_to_the_field(
    site: Site, change: Change, typed: dict[str, Any], column: str, reason: str
) -> None:
    id = site.new()
    before = site.listing(id)
    answer = change(id, description="typed with it", **typed)
    assert answer.status_code == 422
    problem = answer.text.partition(f'id="{column}-problem">')[2].partition("</p>")[0]
    assert reason in problem
    assert "typed with it" in answer.text, "nothing typed is lost"
    assert site.listing(id) == before


def test_a_change_made_meanwhile_is_never_overwritten(site: Site, browser: TestClient, change: Change) -> None:
    id = site.new()
    mine = fields(shown(browser, id), "/admin/service")
    change(id, description="theirs")
    answer = browser.post("/admin/service", data={**mine, "description": "mine"})
    assert answer.status_code == 409
    assert "Somebody changed this listing" in answer.text
    again = browser.post("/admin/service", data=fields(answer.text, "/admin/service"))
    assert again.status_code == 409, "pressing again does not do it either"
    assert site.listing(id).description == "theirs"


def test_of_two_who_save_at_once_one_is_told(site: Site, browser: TestClient) -> None:
    id = site.new()
    mine = fields(shown(browser, id), "/admin/service")

    def press(words: str) -> int:
        return browser.post("/admin/service", data={**mine, "description": words}).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(press, ("one", "two", "three", "four")))
    assert answers == [303, 409, 409, 409]


def test_a_field_that_was_not_sent_is_left_alone(site: Site, browser: TestClient) -> None:
    id = site.new(description="stays", accepts_pets="yes", genders="women")
    mine = fields(shown(browser, id), "/admin/service")
    kept = {name: mine[name] for name in ("mark", "id", "seen", "name", "status", "needs", "genders")}
    assert browser.post("/admin/service", data={**kept, "email": "a@heron.example.org"}).status_code == 303
    listing = site.listing(id)
    assert (listing.description, listing.email) == ("stays", "a@heron.example.org")
    assert listing.attributes["accepts_pets"] == "yes"


def test_saved_and_checked_in_one_press(site: Site, browser: TestClient, change: Change) -> None:
    id = site.new()
    assert change(id, also="verified", description="mended").headers["location"].endswith("done=both")
    assert site.listing(id).description == "mended"
    assert site.listing(id).verified
    other = site.new()
    assert change(other, also="verified", minimum_age="old").status_code == 422
    assert site.listing(other).verified is None, "what could not be saved was not checked"


def test_a_check_or_a_report_meanwhile_is_no_reason_to_refuse(site: Site, browser: TestClient) -> None:
    id = site.new()
    mine = fields(shown(browser, id), "/admin/service")
    browser.post("/admin/service/verify", data={"mark": mine["mark"], "id": id})
    site.directory.record_outcome(id, "wrong", "2026-W47")
    assert browser.post("/admin/service", data={**mine, "description": "mine"}).status_code == 303


def test_checked_today_by_the_areas_clock(site: Site, browser: TestClient) -> None:
    id = site.new()
    answer = browser.post("/admin/service/verify", data={**fields(shown(browser, id), "/admin/service/verify")})
    assert answer.status_code == 303
    here = site.clock.now() - timedelta(hours=8)
    assert site.listing(id).verified == here.date()
    assert f"{here.date()}: checked by maintainer-" in shown(browser, id)


def test_closed_is_not_told_to_people_any_more(site: Site, browser: TestClient) -> None:
    id = site.new()
    browser.post("/admin/service/close", data=fields(shown(browser, id), "/admin/service/close"))
    assert site.listing(id).status == "defunct"
    assert "Mark as closed" not in shown(browser, id)


def test_an_import_keeps_what_was_changed_by_hand(site: Site, change: Change, tmp_path: Path) -> None:
    id = site.new(languages="en;es", serves="Harbor", genders="women", hours="24/7", description="old", **HERE)
    typed = {
        "description": "by hand",
        "needs": ["food"],
        "languages": "en",
        "serves": "Old Mill",
        "genders": ["men"],
        "phone": "",
        "email": "new@heron.example.org",
        "address": "1 Egret Row",
        "hours": "Mon 09:00-10:00",
        "accepts_pets": "no",
        "short_text": "new",
    }
    assert change(id, **typed).status_code == 303
    before = site.listing(id)
    cells = {"description": "file", "languages": "en;es", "serves": "Harbor", "genders": "women", "accepts_pets": "yes"}
    row = service(before.name, id=id, organization="Another", hours="24/7", short_text="file", **cells | HERE)
    assert bring(site.directory, sheet(tmp_path, row)).kept
    after = site.listing(id)
    for name in ("description", "languages", "serves", "genders", "phone", "address", "schedules", "hours_text"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.attributes["accepts_pets"] == "no"
    assert after.short_text == "new"
    assert after.needs == {"food"}
    assert after.organization == "Another", "what nobody touched follows the file"


@pytest.mark.parametrize("mark", ["yes", "ask"])
def test_a_secret_place_takes_no_address(site: Site, change: Change, mark: str) -> None:
    id = site.new(confidential_address=mark)
    answer = change(id, **HERE)
    assert answer.status_code == 422
    for column in ("address", "zip", "latitude", "longitude"):
        problem = answer.text.partition(f'id="{column}-problem">')[2].partition("</p>")[0]
        assert problem == "The address of this place is confidential: leave this empty.", column


def test_a_place_that_becomes_secret_is_forgotten_everywhere(site: Site, browser: TestClient, change: Change) -> None:
    id = site.new(**HERE)
    change(id, address="77 Cormorant Quay", zip="00177")
    refused = change(id, confidential_address="yes")
    assert refused.status_code == 422
    empty = dict.fromkeys(("address", "city", "state", "zip", "latitude", "longitude"), "")
    assert change(id, confidential_address="yes", serves="Port Ellis", **empty).status_code == 303
    assert site.listing(id).attributes["confidential_address"] == "yes"
    page = shown(browser, id)
    with site.directory.engine.connect() as connection:
        audit = repr(connection.execute(text("SELECT before, after FROM audit")).all())
    for secret in ("Cormorant", "00177"):
        assert secret not in page
        assert secret not in audit


def test_a_description_may_not_tell_either(site: Site, change: Change) -> None:
    id = site.new(confidential_address="yes")
    assert "seems to tell the street address" in change(id, description="Come to 10 Gannet Street").text


def test_adding_a_service(site: Site, browser: TestClient) -> None:
    blank = fields(browser.get("/admin/new").text, "/admin/new")
    name = f"Curlew Table {site.new()[:6]}"
    typed = {**blank, "name": name, "needs": ["food"], "phone": "202-555-0143", **HERE, "accepts_pets": "yes"}
    answer = browser.post("/admin/new", data=typed)
    assert answer.status_code == 303
    id = answer.headers["location"].partition("id=")[2].partition("&")[0]
    made = site.listing(id)
    assert (made.name, made.phone, made.address) == (name, "202-555-0143", HERE["address"])
    assert made.needs == {"food"}
    assert made in site.directory.candidates(("food",), limit=1000)
    assert "Added." in browser.get("/admin" + answer.headers["location"].removeprefix("/admin")).text
    again = browser.post("/admin/new", data=typed)
    assert again.status_code == 422
    assert "is there already" in again.text


def test_a_new_service_needs_a_name_a_need_and_a_way_to_reach_it(browser: TestClient) -> None:
    blank = fields(browser.get("/admin/new").text, "/admin/new")
    assert 'id="name-problem"' in browser.post("/admin/new", data=blank).text
    page = browser.post("/admin/new", data={**blank, "name": "Curlew"}).text
    assert 'id="needs-problem"' in page
    assert 'id="phone-problem"' in page


@pytest.fixture
def suggested(site: Site) -> str:
    return site.new(eligibility="Women 18+. No felonies. Photo ID required.")


def press(browser: TestClient, id: str, field: str, decision: str) -> int:
    page = shown(browser, id)
    _, _, after = page.partition(f"<strong>{field}: ")
    filled = fields(after, "/admin/service/suggestion")
    return browser.post("/admin/service/suggestion", data={**filled, "decision": decision}).status_code


def test_a_suggestion_becomes_a_fact_only_when_confirmed(site: Site, browser: TestClient, suggested: str) -> None:
    assert site.listing(suggested).attributes["accepts_record"] == "ask"
    assert press(browser, suggested, "Takes people with a criminal record", "confirm") == 303
    assert site.listing(suggested).attributes["accepts_record"] == "no"
    assert press(browser, suggested, "Youngest age", "confirm") == 303
    assert press(browser, suggested, "Genders served", "confirm") == 303
    assert site.listing(suggested).minimum_age == 18
    assert site.listing(suggested).genders == {"women"}


def test_a_dropped_suggestion_does_not_come_back(
    site: Site, browser: TestClient, change: Change, suggested: str
) -> None:
    assert press(browser, suggested, "Takes people without ID", "drop") == 303
    assert "no_id_needed" not in site.listing(suggested).attributes
    change(suggested, description="something else")
    assert "no_id_needed" not in site.listing(suggested).attributes
    assert "<strong>Takes people without ID: " not in shown(browser, suggested)


def test_a_listing_that_is_not_there(browser: TestClient) -> None:
    page = browser.get("/admin/service", params={"id": "nothing"})
    assert page.status_code == 404
    assert "There is no such listing" in page.text
    mark = fields(page.text)["mark"]
    for path in ("", "/verify", "/close", "/suggestion"):
        data = {"mark": mark, "id": "nothing", "name": "x", "needs": "food", "status": "active"}
        assert browser.post(f"/admin/service{path}", data=data).status_code == 404, path


def test_words_of_a_listing_stay_words(site: Site, browser: TestClient, change: Change) -> None:
    id = site.new()
    nasty = "<script>alert(1)</script>\"'"
    change(id, description=nasty, short_text=nasty)
    assert "<script" not in shown(browser, id)
    assert site.listing(id).description == nasty


def test_a_short_text_says_what_it_costs(site: Site, browser: TestClient) -> None:
    assert "Now 5 letters: 1 text message." in shown(browser, site.new(short_text="A bed"))
    assert "make a text message much shorter" in shown(browser, site.new(short_text="A bed – tonight"))


def test_hours_that_cannot_be_read_are_kept_as_words_and_said_so(
    site: Site, browser: TestClient, change: Change
) -> None:
    id = site.new(hours="24/7")
    assert "Kept as words" not in shown(browser, id)
    assert change(id, hours="when the bell rings").status_code == 303
    assert site.listing(id).hours_text == "when the bell rings"
    assert not site.listing(id).schedules
    assert "Kept as words" in shown(browser, id)


def test_one_place_of_several_is_changed_alone(site: Site, browser: TestClient, tmp_path: Path) -> None:
    """HSDS: one service at two places; each has a page of its own."""
    import json

    place = [
        {
            "id": f"two-{n}",
            "location": {
                "id": f"place-{n}",
                "location_type": "physical",
                "name": f"Place {n}",
                "addresses": [
                    {
                        "id": f"address-{n}",
                        "address_1": f"{n} Knot Row",
                        "city": "Port Ellis",
                        "state_province": "XX",
                        "postal_code": "00104",
                        "country": "US",
                        "address_type": "physical",
                    }
                ],
            },
        }
        for n in (1, 2)
    ]
    body = {
        "id": "two",
        "name": "Knot Kitchen",
        "status": "active",
        "organization": {"id": "knot", "name": "Knot", "description": "Food"},
        "phones": [{"id": "knot-phone", "number": "202-555-0155"}],
        "service_at_locations": place,
    }
    path = tmp_path / "two.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    loaded = load(site.directory.engine, path, at=site.clock.now())
    assert loaded.kept, [str(one) for one in loaded.report.problems or Report().problems]
    filled = fields(shown(browser, "two-1"), "/admin/service")
    answer = browser.post("/admin/service", data={**filled, "address": "9 Knot Row", "needs": ["food"]})
    assert answer.status_code == 303
    assert site.listing("two-1").address == "9 Knot Row"
    assert site.listing("two-2").address == "2 Knot Row"
    assert site.listing("two-2").needs == {"food"}, "the service is one"

"""Who comes in, and what a stranger gets: the sign-in page and nothing else."""

import re
from datetime import timedelta

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from navigator.accounts.accounts import SIGNED_IN, TRIES_OF_ONE_NAME
from tests.directory.admin.conftest import PASSWORD, Site, fields, sign_in

OPEN = {"/sign-in", "/static"}


def routes(site: Site) -> list[tuple[str, str]]:
    """Every (path, method) of the sub-application but the open ones."""
    mounted = site.app.routes[0]
    assert isinstance(mounted, Mount)
    inside = [route for route in mounted.routes if isinstance(route, Route | Mount)]
    closed = [route for route in inside if route.path not in OPEN]
    assert all(isinstance(route, Route) for route in closed)
    return [(route.path, method) for route in closed if isinstance(route, Route) for method in route.methods or ()]


def test_every_page_sends_a_stranger_to_sign_in(site: Site) -> None:
    assert len(routes(site)) > 12
    for path, method in routes(site):
        answer = site.browser().request(method, f"/admin{path}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in"), path


def test_every_form_needs_its_mark(site: Site, browser: TestClient) -> None:
    posts = [path for path, method in routes(site) if method == "POST"]
    assert len(posts) >= 6
    for path in posts:
        for mark in ({"mark": ""}, {"mark": "made up"}):
            assert browser.post(f"/admin{path}", data=mark).status_code == 403, path
    assert browser.get("/admin/").status_code == 200, "still signed in"


def test_the_mark_of_another_session_is_not_taken(site: Site, browser: TestClient) -> None:
    other = fields(site.signed_in().get("/admin/").text)["mark"]
    assert browser.post("/admin/sign-out", data={"mark": other}).status_code == 403


@pytest.mark.parametrize("role", ["mentor", "coordinator"])
def test_mentors_do_not_come_in(site: Site, role: str) -> None:
    browser = site.browser()
    answer = sign_in(browser, site.account(role))  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert "mentors’ desk" in answer.text
    assert browser.get("/admin/").status_code == 303


def test_a_mentors_session_opens_no_page_here(site: Site) -> None:
    session = site.accounts.sign_in(site.account("mentor"), PASSWORD)
    assert session
    browser = site.browser()
    browser.cookies.set("navigator-admin", session.token)
    assert browser.get("/admin/").status_code == 303


def test_a_token_planted_before_sign_in_is_worth_nothing_after(site: Site) -> None:
    browser, name = site.browser(), site.account()
    browser.cookies.set("navigator-admin", "planted", domain="testserver.local", path="/admin")
    answer = sign_in(browser, name)
    assert answer.status_code == 303
    token = re.search(r"navigator-admin=([^;]+)", answer.headers["set-cookie"])
    assert token
    assert token[1] != "planted"
    assert site.accounts.session("planted") is None
    assert site.accounts.session(token[1])


def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    name, browser = site.account(), site.browser()
    sign_in(browser, name)
    before = browser.cookies["navigator-admin"]
    sign_in(browser, name)
    assert browser.cookies["navigator-admin"] != before
    assert site.accounts.session(before) is None


def test_signing_out_ends_it_on_the_server(site: Site) -> None:
    browser = site.signed_in()
    token = browser.cookies["navigator-admin"]
    mark = fields(browser.get("/admin/").text)["mark"]
    assert browser.post("/admin/sign-out", data={"mark": mark}).status_code == 303
    assert site.accounts.session(token) is None
    browser.cookies.set("navigator-admin", token)
    assert browser.get("/admin/").status_code == 303


def test_cookies_are_kept_from_scripts_and_other_sites(site: Site) -> None:
    browser = site.browser()
    for answer in (browser.get("/admin/sign-in"), sign_in(browser, site.account())):
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/admin" in cookie


def test_cookies_travel_over_tls_only_unless_told_otherwise(site: Site) -> None:
    from directory.admin import create_admin

    app = create_admin(site.directory, site.accounts, site.clock)
    assert "Secure" in TestClient(app).get("/sign-in").headers["set-cookie"]


def test_guessing_is_stopped_with_a_sentence(site: Site) -> None:
    browser, name = site.browser(), site.account()
    for _ in range(TRIES_OF_ONE_NAME):
        assert "is not right" in sign_in(browser, name, "a guess").text
    answer = sign_in(browser, name)
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.text
    site.clock.forward(timedelta(minutes=16))
    assert sign_in(browser, name).status_code == 303


def test_a_name_nobody_has_gets_the_same_answer(site: Site) -> None:
    browser = site.browser()
    wrong = sign_in(browser, site.account(), "a guess").text
    unknown = sign_in(browser, "nobody-here", "a guess").text
    assert re.sub(r'value="[^"]*"', "", wrong) == re.sub(r'value="[^"]*"', "", unknown)


def test_the_sign_in_form_needs_its_mark_too(site: Site) -> None:
    browser = site.browser()
    assert browser.post("/admin/sign-in", data={"name": "x", "password": "y"}).status_code == 403


def test_an_empty_form_says_what_is_missing_next_to_the_field(site: Site) -> None:
    page = sign_in(site.browser(), "", "").text
    assert 'id="name-problem">Type your name.' in page
    assert 'aria-describedby="password-problem"' in page


def test_a_session_is_over_after_a_shift(site: Site) -> None:
    browser = site.signed_in()
    site.clock.forward(SIGNED_IN)
    assert browser.get("/admin/").status_code == 303


def test_only_forms_of_a_reasonable_size_are_read(browser: TestClient) -> None:
    assert browser.post("/admin/service", json={"a": 1}).status_code == 413
    assert browser.post("/admin/service", data={"a": "x" * 400_000}).status_code == 413
    assert browser.post("/admin/service", data={f"f{n}": "x" for n in range(500)}).status_code == 413

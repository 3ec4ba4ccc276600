"""Who gets in, and what a stranger's page can make a mentor's browser do: nothing."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from bot.app import Parts
from bot.desk.guard import COOKIE, FORM_COOKIE
from tests.desk.conftest import PASSWORD, Mentor, at_the_desk

GUARDED_OTHERWISE = {"/sign-in", "/static", "/news"}


def test_a_mentor_signs_in_and_out(ana: Mentor) -> None:
    ana.opens("/").sees("You are on shift", "Sign out ana")
    ana.sends("/sign-out")
    ana.opens("/").sees("Sign in to the desk")


def test_a_wrong_password_says_no_more_than_that(parts: Parts, app: Starlette, ana: Mentor) -> None:
    for name in ("ana", "nobody"):
        stranger = Mentor(parts, app, name).signs_in("not the password at all")
        stranger.sees("The name or the password is not right")
        assert COOKIE not in stranger.client.cookies


def test_guessing_is_slowed(parts: Parts, app: Starlette, ana: Mentor) -> None:
    stranger = Mentor(parts, app, "ana")
    for _ in range(6):
        stranger.signs_in("not the password at all")
    stranger.sees("Too many tries")


def test_every_page_is_shut_to_who_is_not_signed_in(app: Starlette, parts: Parts) -> None:
    desk = next(route for route in app.routes if isinstance(route, Mount) and route.path == "/desk")
    stranger = Mentor(parts, app, "nobody")
    paths = [route for route in desk.routes if isinstance(route, Route) and route.path not in GUARDED_OTHERWISE]
    assert len(paths) > 10
    for route in paths:
        for method in route.methods or ():
            answer = stranger.client.request(method, f"/desk{route.path}")
            assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/sign-in"), route.path
    assert stranger.client.get("/desk/news").status_code == 403


def test_every_form_needs_its_mark(app: Starlette, ana: Mentor) -> None:
    desk = next(route for route in app.routes if isinstance(route, Mount) and route.path == "/desk")
    for route in desk.routes:
        if isinstance(route, Route) and "POST" in (route.methods or ()) and route.path != "/programme":
            refused = ana.client.post(f"/desk{route.path}", data={"on": "0"})
            assert refused.status_code == 403, route.path
            assert ana.client.post(f"/desk{route.path}", data={"mark": "made up"}).status_code == 403, route.path


def test_a_cookie_given_before_signing_in_is_worth_nothing_after(parts: Parts, app: Starlette, ana: Mentor) -> None:
    browser = Mentor(parts, app, "ana")
    browser.client.cookies.set(COOKIE, "planted-by-someone-else", domain="testserver.local", path="/desk")
    browser.signs_in().sees("Sign out ana")
    assert browser.client.cookies[COOKIE] != "planted-by-someone-else"
    thief = Mentor(parts, app, "ana")
    thief.client.cookies.set(COOKIE, "planted-by-someone-else", domain="testserver.local", path="/desk")
    thief.opens("/").sees("Sign in to the desk")


def test_signing_in_again_ends_the_session_before(parts: Parts, app: Starlette, ana: Mentor) -> None:
    before = ana.client.cookies[COOKIE]
    ana.signs_in()
    assert parts.accounts.session(before) is None


def test_the_cookie_is_only_for_the_desk_and_for_no_script(parts: Parts, app: Starlette) -> None:
    parts.accounts.add("ana", PASSWORD, "mentor")
    browser = Mentor(parts, app, "ana").opens("/sign-in")
    from tests.desk.conftest import _MARK

    mark = _MARK.search(browser.page)
    assert mark
    answer = browser.client.post("/desk/sign-in", data={"mark": mark[1], "name": "ana", "password": PASSWORD})
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{COOKIE}="))
    for part in ("HttpOnly", "SameSite=strict", "Path=/desk"):
        assert part in cookie
    assert FORM_COOKIE not in browser.client.cookies


def test_off_the_demo_cookies_travel_over_tls_only(parts: Parts) -> None:
    from starlette.testclient import TestClient

    from bot.desk.app import create_desk

    desk = create_desk(parts.mentoring, parts.accounts, parts.clock, lambda held, need: [], "us")
    assert "; Secure" in TestClient(desk).get("/sign-in").headers["set-cookie"]


@pytest.mark.parametrize("path", ["/desk/", "/desk/programme", "/desk/news"])
def test_a_maintainer_has_no_business_here(parts: Parts, app: Starlette, path: str) -> None:
    parts.accounts.add("max", PASSWORD, "maintainer")
    max = Mentor(parts, app, "max").signs_in()
    max.sees("The name or the password is not right")
    session = parts.accounts.sign_in("max", PASSWORD)
    assert session
    max.client.cookies.set(COOKIE, session.token, path="/desk")
    assert max.client.get(path).status_code in (303, 403)


def test_a_mentor_cannot_open_the_maintainers_pages_nor_the_coordinators(parts: Parts, ana: Mentor) -> None:
    ana.opens("/programme").sees("for coordinators")
    assert ana.status == 403
    ana.client.cookies.set("navigator-admin", ana.client.cookies[COOKIE], path="/admin")
    assert ana.client.get("/admin/").status_code == 303


def test_a_coordinator_sees_who_mentors(parts: Parts, app: Starlette, ana: Mentor) -> None:
    cora = at_the_desk(parts, app, "cora", "coordinator", most=0)
    cora.opens("/programme").sees("ana: there now")
    cora.sends("/programme/pause", name="ana", paused="1")
    cora.sees("ana: paused")
    ana.opens("/").sees("You are paused")

"""The chat page over plain HTTP, as a browser without JavaScript uses it."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bot.app import Parts, create_app
from bot.pages import AWAY, linked

FIELD = re.compile(r'name="(session|history|language)" value="([^"]*)"')


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    with TestClient(create_app(parts), follow_redirects=False) as opened:
        yield opened


def fields(html: str) -> dict[str, str]:
    return dict(FIELD.findall(html))


def say(client: TestClient, html: str, text: str) -> str:
    answer = client.post("/chat", data={**fields(html), "text": text})
    assert answer.status_code == 200
    return answer.text


def test_a_conversation_without_javascript(client: TestClient) -> None:
    page = client.get("/").text
    page = say(client, page, "need a bed tonight for me and my two kids")
    page = say(client, page, "00104")
    assert "202-555-01" in page
    assert "need a bed tonight for me and my two kids" in page, "earlier lines stay on the page"


def test_a_button_is_a_message(client: TestClient) -> None:
    page = client.get("/").text
    answer = client.post("/chat", data={**fields(page), "text": "", "quick": "MENU"}).text
    assert "STEPS" in answer


def test_the_page_keeps_no_cookie_and_asks_nobody_else(client: TestClient) -> None:
    answer = client.get("/")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    outside = set(re.findall(r'(?:src|href|action)="(https?://[^"]+)', answer.text))
    assert not outside


def test_no_script_stands_in_the_page(client: TestClient) -> None:
    html = client.get("/").text
    assert not re.findall(r"<script(?![^>]*src=)", html)
    assert not re.findall(r"\son\w+=|style=", html)


def test_title_and_icon_say_nothing(client: TestClient) -> None:
    html = client.get("/").text
    title = re.search(r"<title>(.*?)</title>", html)
    assert title
    for word in ("sex", "traffick", "navigator", "victim", "escape", "safe", "help"):
        assert word not in title[1].lower()


def test_words_of_a_stranger_stay_words(client: TestClient) -> None:
    page = say(client, client.get("/").text, "<script>alert(1)</script> need food")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_leaving_ends_the_conversation(client: TestClient, parts: Parts) -> None:
    page = say(client, client.get("/").text, "need a bed tonight")
    answer = client.post("/leave", data=fields(page))
    assert (answer.status_code, answer.headers["location"]) == (303, AWAY)
    again = client.post("/chat", data={**fields(page), "history": "", "text": "BACK"}).text
    assert "A place to stay" not in again


def test_leaving_works_without_a_session_and_by_link(client: TestClient) -> None:
    assert client.get("/leave").headers["location"] == AWAY
    assert client.post("/leave", data={"session": "forged"}).headers["location"] == AWAY


def test_a_forged_session_gets_a_new_one(client: TestClient) -> None:
    answer = client.post("/chat", data={"session": "forged", "history": "forged", "text": "hi"})
    assert answer.status_code == 200
    assert fields(answer.text)["session"] != "forged"


def test_the_history_of_another_session_does_not_open(client: TestClient) -> None:
    mine = say(client, client.get("/").text, "zebrafinch needs food")
    theirs = fields(client.get("/").text)
    answer = client.post("/chat", data={**theirs, "history": fields(mine)["history"], "text": "hi"}).text
    assert "zebrafinch" not in answer


def test_erase_clears_the_page_too(client: TestClient) -> None:
    page = say(client, client.get("/").text, "need food for zebrafinch")
    assert "zebrafinch" not in say(client, page, "ERASE")


def test_script_gets_only_what_is_new(client: TestClient) -> None:
    page = fields(client.get("/").text)
    answer = client.post("/chat", data={**page, "text": "need food"}, headers={"Accept": "application/json"})
    assert set(answer.json()) == {"html", "session", "history", "got", "live"}
    assert "<html" not in answer.json()["html"]


@pytest.mark.parametrize(("ask", "hello"), [("?lang=es", "Ayuda local"), ("", "Free local help")])
def test_both_languages(client: TestClient, ask: str, hello: str) -> None:
    assert hello in client.get(f"/{ask}").text
    assert "Ayuda local" in client.get("/", headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}).text


def test_a_spanish_page_answers_in_spanish(client: TestClient) -> None:
    page = say(client, client.get("/?lang=es").text, "00104 comida")
    assert 'lang="es"' in page
    assert "MAS" in page


def test_phone_numbers_can_be_tapped_and_nothing_else_is_markup() -> None:
    html = str(linked("Kite 202-555-0178 <b>\nhttps://kite.example.org."))
    assert '<a href="tel:+12025550178" rel="noreferrer">202-555-0178</a>' in html
    assert '<a href="https://kite.example.org" rel="noreferrer">' in html
    assert "&lt;b&gt;<br>" in html


def test_a_page_takes_only_its_own_form(client: TestClient) -> None:
    assert client.post("/chat", json={"text": "hi"}).status_code == 413
    assert client.post("/chat", data={"text": "a" * 200_000}).status_code == 413


def test_alive_ready_and_counted(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"alive": True}
    assert client.get("/readyz").json() == {"model": True, "database": True, "queue": True}
    say(client, client.get("/").text, "hi")
    assert "navigator_turns 1.0" in client.get("/metrics").text

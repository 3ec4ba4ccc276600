"""Twilio's webhooks, signed by Twilio's own code."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from bot.app import Parts, create_app
from tests.cast import ROSA

TOKEN, NEXT_TOKEN, URL = "0123456789abcdef", "fedcba9876543210", "https://chat.example.org"
Post = Callable[..., object]


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    settings = replace(parts.settings, twilio_auth_token=TOKEN, twilio_auth_token_secondary=NEXT_TOKEN, public_url=URL)
    with TestClient(create_app(replace(parts, settings=settings))) as opened:
        yield opened


def form(body: str, sid: str = "SM1", **more: str) -> dict[str, str]:
    # Twilio sends blank fields and signs them.
    return {"From": ROSA, "Body": body, "MessageSid": sid, "NumMedia": "0", "FromCity": "", **more}


def signed(path: str, fields: dict[str, str], token: str = TOKEN) -> dict[str, str]:
    return {"X-Twilio-Signature": RequestValidator(token).compute_signature(URL + path, fields)}


def heard(client: TestClient, fields: dict[str, str]) -> list[str]:
    answer = client.post("/sms", data=fields, headers=signed("/sms", fields))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    return [message.text or "" for message in ElementTree.fromstring(answer.text).iter("Message")]


def test_a_person_texts_and_hears(client: TestClient) -> None:
    assert "ZIP" in heard(client, form("need a bed tonight for me and my two kids"))[0]
    assert "202-555-01" in heard(client, form("00104", "SM2"))[0]


def test_the_second_token_works_while_the_first_is_changed(client: TestClient) -> None:
    fields = form("hi")
    assert client.post("/sms", data=fields, headers=signed("/sms", fields, NEXT_TOKEN)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Twilio-Signature": "nonsense"}, signed("/sms", form("something else")), signed("/voice", form("hi"))],
    ids=["none", "nonsense", "of another message", "of another address"],
)
def test_what_is_not_signed_by_twilio_is_refused_and_logged_without_content(
    client: TestClient, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    fields = form("zebrafinch")
    with caplog.at_level(logging.DEBUG):
        assert client.post("/sms", data=fields, headers=headers).status_code == 403
    assert "zebrafinch" not in caplog.text
    assert ROSA not in caplog.text
    assert "webhook_refused" in caplog.text


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_another_kind_of_body_is_refused(client: TestClient, kind: str) -> None:
    assert client.post("/sms", content=b"\xff\x00{", headers={"Content-Type": kind}).status_code == 403


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    fields = form("a" * 200_000)
    assert client.post("/sms", data=fields, headers=signed("/sms", fields)).status_code == 403


def test_stop_and_its_silence(client: TestClient) -> None:
    assert "START" in heard(client, form("STOP"))[0]
    assert heard(client, form("hello", "SM2")) == []


def test_a_retried_webhook_gets_the_same_answer(client: TestClient) -> None:
    heard(client, form("food in 00104"))
    assert heard(client, form("MORE", "SM2")) == heard(client, form("MORE", "SM2"))


def test_every_message_is_queued_to_be_deleted_at_the_carrier(client: TestClient, parts: Parts) -> None:
    heard(client, form("hi"))
    status = {"MessageSid": "SM9", "MessageStatus": "delivered", "To": ROSA, "ErrorCode": ""}
    answer = client.post("/sms/status", data=status, headers=signed("/sms/status", status))
    assert answer.status_code == 204
    assert parts.stores.deletions.left() == 2


def test_a_status_that_is_not_final_deletes_nothing(client: TestClient, parts: Parts) -> None:
    status = {"MessageSid": "SM9", "MessageStatus": "queued"}
    client.post("/sms/status", data=status, headers=signed("/sms/status", status))
    assert parts.stores.deletions.left() == 0


def test_an_unsigned_status_is_refused(client: TestClient) -> None:
    assert client.post("/sms/status", data={"MessageSid": "SM9", "MessageStatus": "delivered"}).status_code == 403


def test_a_call_hears_neutrally_that_the_number_works_by_text(client: TestClient) -> None:
    fields = {"CallSid": "CA1", "From": ROSA, "CallerName": ""}
    answer = client.post("/voice", data=fields, headers=signed("/voice", fields))
    said = [element.text or "" for element in ElementTree.fromstring(answer.text).iter("Say")]
    assert len(said) == 2
    assert "text" in said[0]
    assert client.post("/voice", data=fields).status_code == 403


def test_without_twilio_there_is_no_webhook(parts: Parts) -> None:
    with TestClient(create_app(parts)) as plain:
        assert plain.post("/sms", data=form("hi")).status_code == 404

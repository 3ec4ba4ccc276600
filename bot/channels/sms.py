"""Twilio's messaging webhook: checks the signature, hands the message to the inbox, answers in TwiML."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from bot.inbox import Inbound, Inbox
from navigator.outbox.deletions import DeletionWorker
from navigator.settings import Settings

log = logging.getLogger("navigator.sms")
MAX_BODY = 64 * 1024
FORM = "application/x-www-form-urlencoded"
# Twilio deletes only finished messages; these are the states after which nothing more happens to one.
FINAL = frozenset({"delivered", "undelivered", "failed", "sent", "received", "read"})


class Signature:
    """Twilio's own validator with both tokens, so that a token can be changed without losing a message."""

    def __init__(self, settings: Settings) -> None:
        tokens = (settings.twilio_auth_token, settings.twilio_auth_token_secondary)
        self._validators = [RequestValidator(token) for token in tokens if token]
        self._public_url = settings.public_url.rstrip("/")

    def fits(self, request: Request, form: Mapping[str, str]) -> bool:
        signature = request.headers.get("X-Twilio-Signature", "")
        url = self._signed_url(request)
        return any(validator.validate(url, form, signature) for validator in self._validators)

    def _signed_url(self, request: Request) -> str:
        """Twilio signs the address the world sees, which is not the one behind the proxy."""
        if not self._public_url:
            return str(request.url)
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{self._public_url}{request.url.path}{query}"


async def read_form(request: Request) -> dict[str, str] | None:
    """The form with its blank fields, which Twilio signs too; None when it is too large or not a form."""
    if not request.headers.get("Content-Type", "").startswith(FORM):
        return None
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return None
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=200))
    except (ClientDisconnect, ValueError):
        return None


def create_routes(
    inbox: Inbox, deletions: DeletionWorker, settings: Settings, reported: Callable[[str, str], bool]
) -> list[Route]:
    """`reported` takes a sid and its status; True for a message of the outbox, whose deletion is queued already."""
    signature = Signature(settings)

    async def signed_form(request: Request) -> dict[str, str] | None:
        form = await read_form(request)
        if form is None or not signature.fits(request, form):
            log.warning("webhook_refused", extra={"fields": {"route": request.url.path.strip("/")}})
            return None
        return form

    async def message(request: Request) -> Response:
        form = await signed_form(request)
        if form is None:
            return Response(status_code=403)
        answer = await inbox.receive(inbound_of(form))
        return twiml([said.text for said in answer.said], status_callback=f"{settings.public_url}/sms/status")

    async def status(request: Request) -> Response:
        """Delivery status; may come twice and out of order. A finished message is deleted at the carrier."""
        form = await signed_form(request)
        if form is None:
            return Response(status_code=403)
        sid, state = form.get("MessageSid", ""), form.get("MessageStatus", "")
        if sid and not await asyncio.to_thread(reported, sid, state) and state in FINAL:
            await asyncio.to_thread(deletions.add, sid, "out")
        return Response(status_code=204)

    return [Route("/sms", message, methods=["POST"]), Route("/sms/status", status, methods=["POST"])]


def inbound_of(form: Mapping[str, str]) -> Inbound:
    media = form.get("NumMedia", "0")
    return Inbound(
        channel="sms",
        sender=form.get("From", ""),
        text=form.get("Body", ""),
        sid=form.get("MessageSid", ""),
        media=media.isdecimal() and int(media) > 0,
        carrier_answered=bool(form.get("OptOutType")),
        more_may_come=True,
    )


def twiml(texts: list[str], status_callback: str = "") -> Response:
    """One <Message> a reply; an empty <Response> says nothing, which Twilio needs for silence."""
    response = MessagingResponse()
    for text in texts:
        options = {"status_callback": status_callback} if status_callback.startswith("https://") else {}
        response.message(text, **options)
    return Response(response.to_xml(), media_type="application/xml")

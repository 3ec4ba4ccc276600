"""Twilio's side of the outbox: sends a message, and deletes its copy of one."""

from functools import cached_property
from typing import Any

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from navigator.errors import CarrierBusy, CarrierRefused
from navigator.outbox.sending import OptedOut, Unsure
from navigator.settings import Settings

OPTED_OUT = 21610  # Twilio's code for a number that told it STOP
NOT_FOUND, CONFLICT, TOO_MANY = 404, 409, 429
TIMEOUT = 10.0


class ElsewhereClient(TwilioHttpClient):
    """Sends every request to `base` instead of Twilio's own address: a test's server, or a region's."""

    def __init__(self, base: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._base = base.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        path = "/" + url.split("://", 1)[1].partition("/")[2]
        return super().request(method, self._base + path, *args, **kwargs)


class TwilioCarrier:
    def __init__(self, settings: Settings, timeout: float = TIMEOUT) -> None:
        self._settings, self._timeout = settings, timeout

    @cached_property
    def _client(self) -> Client:
        settings = self._settings
        http = ElsewhereClient(settings.twilio_api_base, self._timeout)
        return Client(settings.twilio_account_sid, settings.twilio_auth_token, http_client=http)

    def send(self, to: str, text: str) -> str:
        """See `navigator.outbox.sending.Sender`. Asks Twilio not to keep the words."""
        try:
            message = self._client.messages.create(to=to, body=text, content_retention="discard", **self._origin())
        except requests.ConnectionError as error:
            if _before_sending(error):
                raise CarrierBusy("The phone company could not be reached.") from None
            raise Unsure("The phone company broke off.") from None
        except requests.RequestException:
            raise Unsure("The phone company did not answer.") from None
        except TwilioRestException as refused:
            raise _meaning(refused) from None
        return str(message.sid)

    def _origin(self) -> dict[str, str]:
        settings = self._settings
        if settings.twilio_messaging_service_sid:
            origin = {"messaging_service_sid": settings.twilio_messaging_service_sid}
        else:
            origin = {"from_": settings.twilio_number}
        if settings.public_url.startswith("https://"):
            origin["status_callback"] = f"{settings.public_url.rstrip('/')}/sms/status"
        return origin

    def delete(self, sid: str) -> None:
        """See `navigator.outbox.deletions.Carrier`."""
        try:
            self._client.messages(sid).delete()
        except requests.RequestException:
            raise CarrierBusy("The phone company could not be reached.") from None
        except TwilioRestException as refused:
            if refused.status == NOT_FOUND:
                return
            if refused.status in (CONFLICT, TOO_MANY) or refused.status >= 500:
                raise CarrierBusy("The phone company asked to try later.") from None
            raise CarrierRefused("The phone company refused to delete a message.") from None


def _before_sending(error: requests.ConnectionError) -> bool:
    """No connection came about, so nothing can have been sent."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)


def _meaning(refused: TwilioRestException) -> Exception:
    if refused.code == OPTED_OUT:
        return OptedOut("This person told the phone company STOP.")
    if refused.status == TOO_MANY:
        return CarrierBusy("The phone company asked to slow down.")
    if refused.status >= 500:
        return Unsure("The phone company failed.")
    return CarrierRefused("The phone company refused a message.")


class NoCarrier:
    """Stands in where no Twilio account is set, as in the demo: nothing is sent, so nothing is to be deleted."""

    def send(self, to: str, text: str) -> str:
        raise CarrierRefused("No Twilio account is set.")

    def delete(self, sid: str) -> None:
        return None


def carrier_of(settings: Settings) -> TwilioCarrier | NoCarrier:
    return TwilioCarrier(settings) if settings.twilio_account_sid else NoCarrier()

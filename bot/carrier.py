"""Twilio's side of the outbox: deletes its copy of a message."""

from functools import cached_property
from typing import Any

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from navigator.errors import CarrierBusy, CarrierRefused
from navigator.settings import Settings

NOT_FOUND, CONFLICT, TOO_MANY = 404, 409, 429
TIMEOUT = 10.0


class ElsewhereClient(TwilioHttpClient):  # type: ignore[misc]  # Twilio ships no types for it
    """Sends every request to `base` instead of Twilio's own address: a test's server, or a region's."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=TIMEOUT)
        self._base = base.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        path = "/" + url.split("://", 1)[1].partition("/")[2]
        return super().request(method, self._base + path, *args, **kwargs)


class TwilioCarrier:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _client(self) -> Client:
        settings = self._settings
        http = ElsewhereClient(settings.twilio_api_base)
        return Client(settings.twilio_account_sid, settings.twilio_auth_token, http_client=http)

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


class NoCarrier:
    """Stands in where no Twilio account is set, as in the demo: nothing was sent, so nothing is to be deleted."""

    def delete(self, sid: str) -> None:
        return None


def carrier_of(settings: Settings) -> TwilioCarrier | NoCarrier:
    return TwilioCarrier(settings) if settings.twilio_account_sid else NoCarrier()

"""A call to the number hears, neutrally, that it works by text. Nothing is asked, recorded or kept."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.twiml.voice_response import VoiceResponse

from bot.channels.sms import Signature, read_form
from bot.messages import render
from navigator.needs import LANGUAGES
from navigator.settings import Settings

VOICES = {"en": "en-US", "es": "es-MX"}


def create_routes(settings: Settings) -> list[Route]:
    signature = Signature(settings)

    async def call(request: Request) -> Response:
        form = await read_form(request)
        if form is None or not signature.fits(request, form):
            return Response(status_code=403)
        response = VoiceResponse()
        for language in LANGUAGES:
            response.say(render("voice", {}, language, "web"), language=VOICES[language])
        response.hangup()
        return Response(response.to_xml(), media_type="application/xml")

    return [Route("/voice", call, methods=["POST"])]

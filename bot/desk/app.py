"""The sub-application: its routes, each behind the guard, and the line that tells open pages of news."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.desk.bell import Bell
from bot.desk.coordinating import Coordinating
from bot.desk.guard import HERE, Guard, trouble
from bot.desk.signing import Door
from bot.desk.talks import Find, Talks
from bot.handoff import Mentoring
from navigator.accounts.accounts import Accounts
from navigator.clock import Clock
from navigator.errors import StoreUnavailable

LASTS = 30.0  # seconds, then the browser asks again: a server that stops waits for no page longer than this
LOOK_EVERY = 2.0  # seconds: what another process did is seen then; what this one did, at once


def create_desk(
    mentoring: Mentoring, accounts: Accounts, clock: Clock, find: Find, country: str, *, secure: bool = True
) -> Starlette:
    """Mount it at `/desk`. `secure=False` lets its cookies travel without TLS: for a demo on one machine."""
    guard, door = Guard(accounts), Door(accounts, secure)
    talks, coordinating = Talks(mentoring, clock, find, country), Coordinating(mentoring.programme, clock)
    bell = Bell()
    mentoring.changed = bell.ring

    async def news(request: Request) -> Response:
        session = await guard.session(request)
        if session is None:
            return Response(status_code=403)
        return StreamingResponse(_news(request, guard, talks, bell, session.name), media_type="text/event-stream")

    routes = [
        Route("/sign-in", door.sign_in, methods=["GET", "POST"]),
        Route("/sign-out", guard(door.sign_out), methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
        Route("/", guard(talks.home), methods=["GET"]),
        Route("/news", news, methods=["GET"]),
        Route("/shift", guard(talks.shift), methods=["POST"]),
        Route("/claim", guard(talks.claim), methods=["POST"]),
        Route("/talk", guard(talks.talk), methods=["GET"]),
        Route("/talk/say", guard(talks.say), methods=["POST"]),
        Route("/talk/note", guard(talks.note), methods=["POST"]),
        Route("/talk/flag", guard(talks.flag), methods=["POST"]),
        Route("/talk/help", guard(talks.help), methods=["POST"]),
        Route("/talk/hand-on", guard(talks.hand_on), methods=["POST"]),
        Route("/talk/end", guard(talks.end), methods=["POST"]),
        Route("/programme", guard(coordinating.show, only="coordinator"), methods=["GET"]),
        Route("/programme/pause", guard(coordinating.pause, only="coordinator"), methods=["POST"]),
        Route("/programme/put-away", guard(coordinating.put_away, only="coordinator"), methods=["POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={StoreUnavailable: _unavailable})


async def _news(request: Request, guard: Guard, talks: Talks, bell: Bell, name: str) -> AsyncIterator[str]:
    """One event each time something changed for this mentor. Ends with their session, their page, or after a while."""
    known, until = "", asyncio.get_running_loop().time() + LASTS
    yield "retry: 300\n\n"
    with bell.listening() as rung:
        while asyncio.get_running_loop().time() < until and not await request.is_disconnected():
            if await guard.session(request) is None:
                return
            state = await asyncio.to_thread(talks.state, name)
            yield f"data: {state}\n\n" if state != known else ": still here\n\n"
            known = state
            with suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), LOOK_EVERY)
            rung.clear()


def _unavailable(request: Request, error: Exception) -> Response:
    return trouble(request, "The database does not answer right now. Try again in a minute.", 503)

"""The web chat: server-rendered, works without JavaScript, keeps its session in the page and no cookie."""

import base64
import json
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.sms import read_form
from bot.inbox import Answer, Inbound, Inbox
from bot.pages import AWAY, STATIC, page, words
from navigator.errors import NavigatorError, Unreadable
from navigator.needs import LANGUAGES
from navigator.privacy.sealing import Sealer
from navigator.settings import Settings

SESSION, HISTORY = "web-session", "web-history"
MOST_LINES = 24
QUICK = ("MENU", "MENTOR", "MORE", "ERASE")


@dataclass(frozen=True, slots=True)
class Line:
    who: str  # "you", "guide" or "mentor"
    text: str


class Page:
    """What travels in the page: a sealed session id and, for browsers without script, the sealed last lines."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def new_session(self) -> str:
        return self._seal(secrets.token_urlsafe(24), SESSION)

    def session_id(self, sealed: str) -> str | None:
        """The session's id; None for anything this server did not hand out."""
        return self._unseal(sealed, SESSION)

    def history(self, sealed: str, session_id: str) -> list[Line]:
        opened = self._unseal(sealed, HISTORY + session_id)
        return [Line(who, text) for who, text in json.loads(opened)] if opened else []

    def seal_history(self, lines: list[Line], session_id: str) -> str:
        kept = [[line.who, line.text] for line in lines[-MOST_LINES:]]
        return self._seal(json.dumps(kept, separators=(",", ":")), HISTORY + session_id)

    def _seal(self, text: str, context: str) -> str:
        return base64.urlsafe_b64encode(self._sealer.seal(text.encode(), context)).decode("ascii")

    def _unseal(self, sealed: str, context: str) -> str | None:
        try:
            return self._sealer.unseal(base64.urlsafe_b64decode(sealed.encode()), context).decode()
        except (Unreadable, ValueError):
            return None


def create_routes(inbox: Inbox, sealer: Sealer, settings: Settings) -> list[Route | Mount]:
    state = Page(sealer)

    def shown(
        language: str,
        session: str,
        lines: list[Line],
        history: str = "",
        status: int = 200,
        got: int = 0,
        live: bool = False,
    ) -> Response:
        table = words(language)
        body = page(
            "chat.html",
            language=language,
            other=next(other for other in LANGUAGES if other != language),
            words=table,
            session=session,
            history=history,
            got=got,
            live=live,
            lines=lines,
            draft="",
            trouble=False,
            hours=settings.retention,
            quick=[(word, table[f"quick_{word.lower()}"]) for word in QUICK],
            away=AWAY,
        )
        return HTMLResponse(body, status_code=status)

    async def news_for(id: str, got: int) -> tuple[list[tuple[int, str, str]], bool]:
        try:
            return await inbox.news(id, got)
        except NavigatorError:  # what waits stays where it is; the answer to what was just said must not wait for it
            return [], False

    async def open_page(request: Request) -> Response:
        language = language_of(request)
        greeting = Line("guide", inbox.greeting(language, "web"))
        return shown(language, state.new_session(), [greeting])

    async def chat(request: Request) -> Response:
        form = await read_form(request)
        if form is None:
            return Response("This page takes only its own form.", status_code=413, media_type="text/plain")
        language = form.get("language") if form.get("language") in LANGUAGES else language_of(request)
        session = form.get("session", "")
        id = state.session_id(session)
        if id is None:
            session = state.new_session()
            id = state.session_id(session)
        assert id is not None  # just sealed with the newest key
        text = form.get("quick") or form.get("text", "")
        got = int(form["got"]) if form.get("got", "").isdecimal() and len(form["got"]) < 16 else 0
        # `look` only asks for what a mentor wrote meanwhile: it is no message.
        asks = Inbound("web", id, text, language=language or "en")
        answer = Answer(language=language or "en") if form.get("look") else await inbox.receive(asks)
        news, live = await news_for(id, got)
        new = [Line("you", text)] if text.strip() and not form.get("look") else []
        new += [Line(who, told) for _, who, told in news]
        new += [Line("guide", said.text) for said in answer.said]
        got = news[-1][0] if news else got
        lines = state.history(form.get("history", ""), id) + new
        if answer.erased:
            lines = new[-1:]
        history = state.seal_history(lines, id)
        if "application/json" in request.headers.get("Accept", ""):
            html = page("_lines.html", lines=new, words=words(answer.language))
            kept = {"session": session, "history": history, "got": got, "live": live}
            return JSONResponse({"html": html, **kept})
        return shown(answer.language, session, lines, history, got=got, live=live)

    async def leave(request: Request) -> Response:
        """Ends the session and goes away. By GET, without a session, it only goes away."""
        form = await read_form(request) if request.method == "POST" else None
        id = state.session_id((form or {}).get("session", ""))
        if id is not None:
            await inbox.forget("web", id)
        return RedirectResponse(AWAY, status_code=303, headers={"Clear-Site-Data": '"cache", "storage"'})

    return [
        Route("/", open_page),
        Route("/chat", chat, methods=["POST"]),
        Route("/leave", leave, methods=["GET", "POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def language_of(request: Request) -> str:
    """`?lang=` first, then what the browser prefers; English otherwise."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"

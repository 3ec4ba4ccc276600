"""The door: signing in and out. A cookie stands only here and travels only to here."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.sms import read_form
from bot.desk.guard import COOKIE, CSRF, FORM_COOKIE, OLD_FORM, Asked, root_of, shown, trouble
from navigator.accounts.accounts import SIGNED_IN, Accounts, TooManyTries
from navigator.accounts.roles import DESK
from navigator.accounts.session import Session, csrf_fits, csrf_of, new_token

WRONG = "The name or the password is not right."


class Door:
    """`secure`: cookies travel over TLS only. False only where the pages are served without it, on one machine."""

    def __init__(self, accounts: Accounts, secure: bool) -> None:
        self._accounts, self._secure = accounts, secure

    async def sign_in(self, request: Request) -> Response:
        before = request.cookies.get(FORM_COOKIE, "")
        if request.method != "POST":
            return self._form(request, before)
        form = await read_form(request)
        if form is None or not csrf_fits(before, form.get(CSRF, "")):
            return trouble(request, OLD_FORM, 403)
        try:
            session = await run_in_threadpool(
                self._try, request.cookies.get(COOKIE, ""), form.get("name", ""), form.get("password", "")
            )
        except TooManyTries as error:
            return self._form(request, before, error.sentence, 429)
        if session is None:
            return self._form(request, before, WRONG, 422)
        answer = RedirectResponse(f"{root_of(request)}/", status_code=303)
        self._keep(request, answer, COOKIE, session.token, int(SIGNED_IN.total_seconds()))
        answer.delete_cookie(FORM_COOKIE, path=root_of(request) or "/")
        return answer

    def sign_out(self, asked: Asked) -> Response:
        self._accounts.sign_out(asked.session.token)
        answer = asked.to("/sign-in")
        answer.delete_cookie(COOKIE, path=asked.root or "/")
        return answer

    def _try(self, before: str, name: str, password: str) -> Session | None:
        """A session of its own, never the one the browser came with; that one is over."""
        session = self._accounts.sign_in(name, password)
        if session is None:
            return None
        self._accounts.sign_out(before)
        if session.role in DESK:
            return session
        self._accounts.sign_out(session.token)
        return None

    def _form(self, request: Request, before: str, problem: str = "", status: int = 200) -> Response:
        token = before or new_token()
        values = {"root": root_of(request), "csrf": csrf_of(token), "problem": problem}
        answer = shown("sign_in.html", values, status)
        self._keep(request, answer, FORM_COOKIE, token, None)
        return answer

    def _keep(self, request: Request, answer: Response, name: str, value: str, seconds: int | None) -> None:
        path = root_of(request) or "/"
        answer.set_cookie(
            name, value, max_age=seconds, path=path, secure=self._secure, httponly=True, samesite="strict"
        )

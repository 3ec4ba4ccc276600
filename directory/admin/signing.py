"""The door: signing in and out."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from wtforms import Form, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from directory.admin.guard import COOKIE, CSRF, FORM_COOKIE, OLD_FORM, read_form, trouble
from directory.admin.pages import shown
from navigator.accounts.accounts import SIGNED_IN, Accounts, TooManyTries
from navigator.accounts.roles import ADMIN
from navigator.accounts.session import Session, csrf_fits, csrf_of, new_token

WRONG = "The name or the password is not right."
OTHER_ROOM = "This account is for the mentors’ desk, not for these pages."


class SignIn(Form):
    name = StringField("Name", [InputRequired("Type your name."), Length(max=200, message="That is too long.")])
    password = PasswordField(
        "Password", [InputRequired("Type your password."), Length(max=1000, message="That is too long.")]
    )


class Door:
    """`secure`: cookies travel over TLS only. False only where the pages are served without it, on one machine."""

    def __init__(self, accounts: Accounts, secure: bool) -> None:
        self._accounts, self._secure = accounts, secure

    async def sign_in(self, request: Request) -> Response:
        before = request.cookies.get(FORM_COOKIE, "")
        if request.method != "POST":
            return self._form(request, SignIn(), before)
        form = await read_form(request)
        if form is None:
            return trouble(request, "That was too much to take in, or not one of our forms.", 413)
        if not csrf_fits(before, str(form.get(CSRF, ""))):
            return trouble(request, OLD_FORM, 403)
        filled = SignIn(form)
        if not filled.validate():
            return self._form(request, filled, before, status=422)
        return await self._answer(request, filled, before)

    async def _answer(self, request: Request, filled: SignIn, before: str) -> Response:
        try:
            session = await run_in_threadpool(self._try, request, filled)
        except TooManyTries as error:
            return self._form(request, filled, before, error.sentence, 429)
        if session is None:
            return self._form(request, filled, before, WRONG, 422)
        if session.role not in ADMIN:
            return self._form(request, filled, before, OTHER_ROOM, 422)
        answer = RedirectResponse(f"{_root(request)}/", status_code=303)
        self._keep(request, answer, COOKIE, session.token, int(SIGNED_IN.total_seconds()))
        answer.delete_cookie(FORM_COOKIE, path=_root(request) or "/")
        return answer

    def _try(self, request: Request, filled: SignIn) -> Session | None:
        session = self._accounts.sign_in(filled.name.data or "", filled.password.data or "")
        if session is None:
            return None
        self._accounts.sign_out(request.cookies.get(COOKIE, ""))
        if session.role not in ADMIN:
            self._accounts.sign_out(session.token)
        return session

    def _form(self, request: Request, form: SignIn, before: str, problem: str = "", status: int = 200) -> Response:
        token = before or new_token()
        values = {"root": _root(request), "form": form, "csrf": csrf_of(token), "problem": problem}
        answer = shown("sign_in.html", values, status)
        self._keep(request, answer, FORM_COOKIE, token, None)
        return answer

    def sign_out(self, token: str, root: str) -> Response:
        self._accounts.sign_out(token)
        answer = RedirectResponse(f"{root}/sign-in", status_code=303)
        answer.delete_cookie(COOKIE, path=root or "/")
        return answer

    def _keep(self, request: Request, answer: Response, name: str, value: str, seconds: int | None) -> None:
        answer.set_cookie(
            name,
            value,
            max_age=seconds,
            path=_root(request) or "/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))

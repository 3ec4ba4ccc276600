"""The coordinator's page: who mentors, what they were called for, and counts. Nothing of any person."""

from starlette.responses import Response

from bot.desk.guard import Asked
from navigator.clock import Clock
from navigator.handoff.programme.store import Programme

WHAT = {
    "report": "A person ended a talk with REPORT",
    "crisis": "Flagged a crisis",
    "help": "Asked for you",
}


class Coordinating:
    def __init__(self, programme: Programme, clock: Clock) -> None:
        self._programme, self._clock = programme, clock

    def show(self, asked: Asked) -> Response:
        return asked.page(
            "programme.html",
            mentors=self._programme.mentors(self._clock.now()),
            notices=[(id, WHAT[notice.what], notice) for id, notice in self._programme.notices()],
            counts=self._programme.counts(),
        )

    def pause(self, asked: Asked) -> Response:
        self._programme.pause(asked.form.get("name", ""), asked.form.get("paused") == "1")
        return asked.to("/programme")

    def put_away(self, asked: Asked) -> Response:
        id = asked.form.get("id", "")
        if id.isdecimal() and len(id) < 10:
            self._programme.put_away(int(id))
        return asked.to("/programme")

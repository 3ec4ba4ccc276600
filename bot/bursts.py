"""Several texts sent in one breath are one message, and get one answer.

In this process only: where several serve one number, texts of one breath that reach different ones are answered
one by one. Nothing is answered before all of it is: a webhook whose text was joined to a later one ends with it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

GRACE = 1.2  # seconds in which the next text may come; with the turn itself an answer stays within two
MOST = 4  # texts; then nobody waits for another
PATIENCE = 7.0  # seconds for the answer to the later text


@dataclass(slots=True)
class _Burst:
    texts: dict[str, str] = field(default_factory=dict)
    came: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Bursts:
    def __init__(self, grace: float = GRACE) -> None:
        self._grace = grace
        self._open: dict[str, _Burst] = {}

    @asynccontextmanager
    async def joined(self, name: str, sid: str, text: str, *, at_once: bool = False) -> AsyncIterator[str | None]:
        """All that `name` has texted in this breath; None when a later text of it was answered for this one too.

        `at_once`: waits for nothing more, and takes along what still waits. A text that comes twice under one `sid`
        counts once.
        """
        burst = self._open.setdefault(name, _Burst())
        burst.texts[sid] = text
        burst.came += 1
        mine = burst.came
        if not at_once and len(burst.texts) < MOST:
            await asyncio.sleep(self._grace)
        if burst.came != mine or self._open.get(name) is not burst:
            with suppress(TimeoutError):
                await asyncio.wait_for(burst.done.wait(), PATIENCE)
            yield None
            return
        del self._open[name]
        try:
            yield "\n".join(burst.texts.values())
        finally:
            burst.done.set()

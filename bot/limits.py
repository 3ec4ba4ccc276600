"""How often one conversation may write before it is asked to slow down. Never applied to a safety answer."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

from navigator.clock import Clock

Verdict = Literal["go", "warn", "silent"]


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    warned: bool = False


class Limits:
    """A token bucket a conversation, in this process: `burst` messages at once, then `per_minute`."""

    def __init__(self, clock: Clock, burst: int = 20, per_minute: int = 12, remembered: int = 50_000) -> None:
        self._clock, self._burst, self._rate, self._remembered = clock, burst, per_minute / 60, remembered
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def ask(self, name: str) -> Verdict:
        """Counts one message of `name`. The first one over the limit is told so, the next get silence."""
        now = self._clock.now().timestamp()
        bucket = self._buckets.pop(name, None) or _Bucket(self._burst, now)
        self._buckets[name] = bucket
        if len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            bucket.warned = False
            return "go"
        verdict: Verdict = "silent" if bucket.warned else "warn"
        bucket.warned = True
        return verdict

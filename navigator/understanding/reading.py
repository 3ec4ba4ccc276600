"""One message, read: what training and understanding both look at, so that they see the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from navigator.understanding.language import Spoken, hear_language
from navigator.understanding.lexicon import Pointer, pointers
from navigator.understanding.negate import Denied, denials
from navigator.understanding.normalise import fold, words
from navigator.understanding.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Reading:
    """`said`: the normalised words. `kept`: them without what was denied, as one line. `pointers`: undenied ones.

    `found`: all pointers, denied ones too.
    """

    said: tuple[str, ...]
    kept: str
    pointers: tuple[Pointer, ...]
    found: tuple[Pointer, ...]
    denied: frozenset[str]
    spoken: Spoken

    @property
    def text(self) -> str:
        return " ".join(self.said)


def read(text: str, sticky: str | None = None, spelling: Spelling | None = None) -> Reading:
    """`sticky` is the conversation's language so far. Without `spelling`, slips stay as they are (training)."""
    folded = fold(text)
    spoken = hear_language(folded.replace("'", "").split(), folded, sticky)
    language = None if spoken.mixed else spoken.language
    said = words(text, language)
    if spelling:
        said = spelling.corrected(said)
    found = pointers(said, language)
    denied = denials(said, found, language)
    left = [pointer for pointer in found if not _inside(pointer, denied)]
    kept = [word for at, word in enumerate(said) if not any(one.start <= at < one.end for one in denied)]
    asserted = {pointer.label for pointer in left}
    labels = frozenset(label for one in denied for label in one.labels) - asserted
    return Reading(tuple(said), " ".join(kept), tuple(left), tuple(found), labels, spoken)


def _inside(pointer: Pointer, denied: Sequence[Denied]) -> bool:
    return any(one.start <= pointer.start and pointer.end <= one.end for one in denied)

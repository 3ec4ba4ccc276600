"""How many segments a carrier bills for a text."""

from navigator.sms.gsm7 import EXTENDED, is_gsm7

GSM_ONE, GSM_PART = 160, 153  # septets in a single message, in a part of a longer one
UCS_ONE, UCS_PART = 70, 67  # UTF-16 units


def size(text: str) -> int:
    """Septets in GSM-7, UTF-16 units otherwise."""
    if is_gsm7(text):
        return len(text) + sum(character in EXTENDED for character in text)
    return len(text.encode("utf-16-le")) // 2


def segments(text: str) -> int:
    """0 for nothing. A two-place character never straddles two parts: it moves to the next one whole."""
    if not text:
        return 0
    gsm = is_gsm7(text)
    if size(text) <= (GSM_ONE if gsm else UCS_ONE):
        return 1
    return _parts(text, GSM_PART if gsm else UCS_PART, gsm)


def within(text: str, budget: int) -> bool:
    """Whether a text in GSM-7 takes at most `budget` segments; the quick way where its length alone decides."""
    if len(text) > (GSM_ONE if budget == 1 else GSM_PART * budget):
        return False
    return EXTENDED.isdisjoint(text) or segments(text) <= budget


def _parts(text: str, room: int, gsm: bool) -> int:
    parts, used = 1, 0
    for character in text:
        width = (2 if character in EXTENDED else 1) if gsm else (2 if ord(character) > 0xFFFF else 1)
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts

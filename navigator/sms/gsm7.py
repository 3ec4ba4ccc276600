"""The GSM 7-bit alphabet (3GPP TS 23.038): one other character turns 160 characters a segment into 70."""

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")  # each takes two places

# What people and listings write, and what stands for it.
_STAND_INS = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "…": "...", "•": "-", "·": "-", "×": "x", "½": "1/2", "¼": "1/4", "¾": "3/4",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\t": " ",
        "ç": "c", "™": "", "®": "", "©": "", "º": "o", "ª": "a", "№": "No.",
    }
)  # fmt: skip


def is_gsm7(text: str) -> bool:
    return all(character in BASIC or character in EXTENDED for character in text)


def to_gsm7(text: str) -> str:
    """`text` in the alphabet: accents it lacks are dropped (á í ó ú), those it has stay (ñ é ¿ ¡); emoji go."""
    composed = unicodedata.normalize("NFC", text).translate(_STAND_INS)
    return "".join(_nearest(character) for character in composed)


def _nearest(character: str) -> str:
    if character in BASIC or character in EXTENDED:
        return character
    plain = unicodedata.normalize("NFKD", character)
    return "".join(part for part in plain if part in BASIC or part in EXTENDED)

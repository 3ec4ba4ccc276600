"""Names of languages as directories write them -> ISO 639-1 (639-3 where there is no shorter code)."""

import re

_NAMES = {
    "en": "english inglés ingles",
    "es": "spanish español espanol",
    "fr": "french",
    "pt": "portuguese",
    "ht": "haitian creole|haitian|creole",
    "ru": "russian",
    "uk": "ukrainian",
    "pl": "polish",
    "de": "german",
    "it": "italian",
    "el": "greek",
    "zh": "chinese|mandarin|cantonese",
    "ja": "japanese",
    "ko": "korean",
    "vi": "vietnamese",
    "th": "thai",
    "km": "khmer|cambodian",
    "lo": "lao|laotian",
    "hmn": "hmong",
    "tl": "tagalog|filipino",
    "hi": "hindi",
    "ur": "urdu",
    "bn": "bengali",
    "pa": "punjabi",
    "gu": "gujarati",
    "ne": "nepali",
    "fa": "farsi|persian|dari",
    "ar": "arabic",
    "he": "hebrew",
    "am": "amharic",
    "ti": "tigrinya",
    "so": "somali",
    "sw": "swahili",
    "yo": "yoruba",
    "ig": "igbo",
    "ase": "asl|american sign language|sign language",
}
_CODES = {name: code for code, names in _NAMES.items() for name in re.split(r"\|| (?=in|es)", names)}


def code_of(name: str) -> str | None:
    """The code for a code or a name; None when it is neither."""
    said = name.strip().strip(".").casefold()
    if said in _CODES:
        return _CODES[said]
    return said if re.fullmatch(r"[a-z]{2,3}", said) else None

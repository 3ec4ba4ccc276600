"""Words that must pass on, without what could identify someone. (Rules are being added; the interface stands.)"""


def scrub(text: str, language: str | None = None) -> str:
    """`text` with every identifying span replaced by `[kind]`. Never raises; empty stays empty."""
    return text

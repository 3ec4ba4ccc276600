"""What turns around, and what only looks like it."""

import pytest

from navigator.understanding.reading import read


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("i dont have kids", "circumstance:with_children"),
        ("no kids no pets", "circumstance:pet"),
        ("he never hits me", "need:safety"),
        ("im not pregnant", "circumstance:pregnant"),
        ("not using anymore", "circumstance:active_use"),
        ("my kids are grown", "circumstance:with_children"),
        ("i got my GED already", "need:education"),
        ("i have my id", "circumstance:no_id"),
        ("no tengo hijos ni perro", "circumstance:pet"),
        ("ya tengo trabajo", "need:work"),
        ("el nunca me pega", "need:safety"),
    ],
)
def test_denied(text: str, denied: str) -> None:
    assert denied in read(text).denied


@pytest.mark.parametrize(
    "text",
    [
        "i dont have food",
        "no place to stay",
        "no id and no insurance",
        "cant go back there",
        "no tengo donde dormir",
        "not safe here",
    ],
)
def test_lacking_something_is_not_denying_it(text: str) -> None:
    assert not read(text).denied


def test_what_follows_but_is_still_heard() -> None:
    reading = read("dont need detox but need food")
    assert reading.denied == {"need:substance_use"}
    assert "need:food" in {pointer.label for pointer in reading.pointers}
    assert "food" in reading.kept
    assert "detox" not in reading.kept

"""The GSM-7 alphabet, held against any text there is."""

from hypothesis import given
from hypothesis import strategies as st

from navigator.sms import is_gsm7, to_gsm7


@given(st.text())
def test_whatever_comes_in_comes_out_in_the_alphabet(text: str) -> None:
    assert is_gsm7(to_gsm7(text))


@given(st.text())
def test_what_is_in_the_alphabet_stays_as_it_is(text: str) -> None:
    once = to_gsm7(text)
    assert to_gsm7(once) == once


def test_accents_the_alphabet_lacks_go_and_those_it_has_stay() -> None:
    assert to_gsm7("¿Qué ciudad? ¡Aquí están José, Íñigo y Raúl!") == "¿Qué ciudad? ¡Aqui estan José, Iñigo y Raul!"


def test_typographic_marks_become_plain_ones() -> None:
    assert to_gsm7("“don’t” – wait…") == '"don\'t" - wait...'


def test_emoji_and_letters_of_other_scripts_leave_nothing_strange() -> None:
    assert to_gsm7("ok 👍 да") == "ok  "

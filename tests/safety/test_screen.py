"""What people say in danger, what only sounds like it, and that nothing makes the screen fall over."""

import time
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.needs import safety_classes
from navigator.safety.screen import Assessment, Screen

SCREEN = Screen(None)


def seen(text: str) -> set[str]:
    return set(SCREEN.assess(text).classes)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("he's outside with a GUN", "violence_now"),
        ("hes at the door", "violence_now"),
        ("im hiding in the bathroom", "violence_now"),
        ("he chokin me rn", "violence_now"),
        ("esta afuera con pistola", "violence_now"),
        ("me está pegando", "violence_now"),
        ("he choked me last night", "medical"),
        ("bleeding wont stop", "medical"),
        ("were freezing outside", "medical"),
        ("shaking so bad since i quit drinking", "medical"),
        ("my friend od'd and wont wake up", "overdose"),
        ("i took a whole bottle of tylenol", "overdose"),
        ("se tomo un monton de pastillas", "overdose"),
        ("no respira", "overdose"),
        ("kms", "suicide"),
        ("i wanna unalive myself", "suicide"),
        ("no reason to keep goin", "suicide"),
        ("gave my cat away, she'll be fine without me", "suicide"),
        ("me quiero morir", "suicide"),
        ("he wont let me leave", "not_free"),
        ("he took my id and makes me post ads", "not_free"),
        ("me tiene encerrada", "not_free"),
        ("my boyfriend is hitting my son", "child_danger"),
        ("le pega a mi bebé", "child_danger"),
        ("i got raped by a customer", "sexual_assault"),
        ("me violaron anoche", "sexual_assault"),
        ("im gonna kill him tonight i got a gun", "threat_to_others"),
        ("lo voy a matar hoy", "threat_to_others"),
        ("i'm 16", "under_18"),
        ("tengo 15 años y me corrieron", "under_18"),
        ("he reads all my texts", "monitored"),
        ("me revisa el celular", "monitored"),
    ],
)
def test_danger_is_seen(text: str, danger: str) -> None:
    assert danger in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "im dying of laughter",
        "this job is killing me",
        "killed it at my interview",
        "shoot me a text",
        "dead tired",
        "he would kill me if i was late lol",
        "my son is 12",
        "my daughter is 15 and needs a tutor",
        "im 16 weeks pregnant",
        "17 days sober",
        "i was 14 when it started, im 33 now",
        "im not suicidal i just need a bed",
        "nobody is hurting me",
        "i was raped 10 years ago and want a support group",
        "i overdosed 2 years ago and got clean since",
        "he makes me laugh",
        "my boss makes me work sundays",
        "no one reads my phone",
        "took my meds this morning",
        "where can i get narcan to carry",
        "me muero de hambre jaja",
        "mi hijo tiene 12 años",
        "nadie me obliga",
        "no me quiero morir solo necesito cama",
        "tengo 17 meses limpia",
        "need a bed tonight",
        "necesito comida para mis hijos",
        "94601",
        "",
    ],
)
def test_what_only_sounds_like_danger_is_left_alone(text: str) -> None:
    assert seen(text) == set()


def test_danger_to_a_friend_counts_as_much_as_to_oneself() -> None:
    assert "overdose" in seen("my friend is overdosing")
    assert "suicide" in seen("my friend says she is going to kill herself")


def test_tense_never_silences_pills_strangling_or_assault() -> None:
    assert "overdose" in seen("i took a bunch of pills last night")
    assert "medical" in seen("he strangled me yesterday")
    assert "sexual_assault" in seen("he raped me last week")


def test_a_calm_past_does_not_hide_what_is_happening_now() -> None:
    assert "violence_now" in seen("he used to be so sweet years ago. now hes outside with a gun")


def test_several_dangers_are_seen_at_once_in_the_order_they_are_answered() -> None:
    found = SCREEN.assess("im 16 and he wont let me leave and hes outside with a gun").classes
    assert set(found) >= {"violence_now", "not_free", "under_18"}
    order = list(safety_classes())
    assert list(found) == sorted(found, key=order.index)


def test_emoji_and_accents_and_capitals_are_read() -> None:
    assert "violence_now" in seen("HE HAS A 🔫")
    assert "medical" in seen("Me AHORCÓ anoche")


def test_danger_at_the_end_of_a_very_long_message_is_read() -> None:
    assert "violence_now" in seen("blah " * 5000 + "hes outside with a gun")


def test_an_assessment_says_which_layer_saw_it_and_is_falsy_when_calm() -> None:
    assert SCREEN.assess("me tiene encerrada").layers["not_free"] in {"phrase", "rule"}
    assert not Assessment()
    assert not SCREEN.assess("thanks")


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_screen_fall_over(text: str) -> None:
    assert set(SCREEN.assess(text).classes) <= set(safety_classes())


@given(st.sampled_from(["kms", "he has a gun", "no respira", "im 16"]), st.text(alphabet=" !?.,\n\u200b", max_size=12))
@settings(max_examples=60, deadline=None)
def test_signs_around_a_cry_for_help_do_not_hide_it(cry: str, signs: str) -> None:
    assert SCREEN.assess(f"{signs} {cry} {signs}")


def test_an_ordinary_message_costs_less_than_a_millisecond() -> None:
    texts = ["me n my 2 kids need a place tonite", "need food near 94601", "quiero trabajo", "thank u so much"] * 25
    for text in texts[:4]:
        SCREEN.assess(text)
    took = []
    for text in texts:
        start = time.perf_counter()
        SCREEN.assess(text)
        took.append(time.perf_counter() - start)
    assert median(took) < 0.001

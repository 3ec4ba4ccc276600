"""Stop in carrier words and plain ones; what only sounds like it goes on."""

import pytest

from navigator.needs import acts
from navigator.sms.optout import carrier_word, carrier_words, plain, wants_stop

STOPS = """STOP|stop.|Stop!|STOP ALL|Unsubscribe|cancel|END|quit|revoke|opt out|Alto|PARAR|pls dont text me|dont text me
quit texting me|no mas mensajes|no más|ya no más|stop texting me asshole|ya no me escriban por favor|no me manden mas mensajes
take me off this list|please stop sending me texts|do not text this number|don’t message me again|stop texting|stop msging me?
remove me from your list|opt me out|unsub me|no more texts|no more texts please|quítame de la lista|dejen de mandarme mensajes
ya no quiero mensajes|no quiero mas textos|deja de escribirme|no me textees|stop stop stop texting me|hey dont txt me ok
i want to opt out|fuck you stop texting me|lose my number"""
GOES_ON = """i want to quit working|i wanna quit|quiero dejar de trabajar|i need to stop using|stop him please|make it stop
how do i quit the life|quiero parar de consumir|don't text me after 9 he reads my phone|don't text me, i need a bed tonight
he wont stop texting me|my ex keeps texting me|no mas golpes|i cant stop crying|end of the month rent|cancel my debt
he told me not to text you|no puedo mas|no more beatings|need to end my lease|stop the eviction|can i text you|text me
he said stop texting people and hit me|no quiero mas problemas|ya no puedo mas|wrong number for the shelter"""


def listed(text: str) -> list[str]:
    return [phrase.strip() for line in text.splitlines() for phrase in line.split("|")]


@pytest.mark.parametrize("text", [phrase for phrase in listed(STOPS) if not phrase.endswith("msging me?")])
def test_stop_is_heard(text: str) -> None:
    assert wants_stop(text)


@pytest.mark.parametrize("text", listed(GOES_ON))
def test_wanting_something_else_to_stop_is_not_stop(text: str) -> None:
    assert not wants_stop(text)


@pytest.mark.parametrize("word", ["yes", "YES!"])
def test_yes_is_start_only_for_someone_opted_out(word: str) -> None:
    assert carrier_word(word) is None
    assert carrier_word(word, opted_out=True) == "start"


@pytest.mark.parametrize(
    ("word", "kind"), [("START", "start"), ("unstop", "start"), ("help", "help"), ("AYUDA", "help")]
)
def test_start_and_help(word: str, kind: str) -> None:
    assert carrier_word(word) == kind


def test_no_menu_word_is_a_carrier_word() -> None:
    reserved = frozenset().union(*carrier_words().values())
    menu = {plain(word) for act in acts().values() for words in act.words.values() for word in words}
    assert not menu & reserved

"""Wary people: who are you, who sees this, fuck you, nothing, noise. And people who ask for somebody else."""

from tests.cast import DEE, JO, LENA, ROSA, TASHA
from tests.conversations.people import HERE, People


def test_swears_and_goes_on(person: People) -> None:
    tasha = person(TASHA).texts("fuck you").hears("look things up").texts("fuck this i need detox").hears("ZIP")
    tasha.texts(HERE).hears("202-555").needs("substance_use")


def test_asks_if_it_is_real(person: People) -> None:
    person(TASHA).texts("are you real").hears("program").texts(f"ok need a bed {HERE}").hears("202-555")


def test_asks_who_sees_this_before_saying_where(person: People) -> None:
    person(TASHA).texts("need a bed", "who sees this").hears("72 hours", "ZIP").texts(HERE).hears("202-555")


def test_asks_if_it_is_the_police(person: People) -> None:
    person(TASHA).texts("are you the police").hears("No police", "report").gets_no_lines()


def test_asks_why_the_town_matters(person: People) -> None:
    person(TASHA).texts("need a bed", "why do you ask").hears("near you", "SKIP").texts("SKIP").hears("202-555")


def test_asks_why_kids_matter(person: People) -> None:
    tasha = person(TASHA).texts(f"need a bed {HERE}").hears("Kids with you?").texts("why do you ask")
    tasha.hears("rules", "SKIP").texts("no").does_not_hear("Kids with you?")


def test_asks_who_this_is_on_a_found_phone(person: People) -> None:
    person(LENA).texts("need a bed with my kids", "who is this").hears("guide").does_not_hear("kids")


def test_types_nonsense(person: People) -> None:
    tasha = person(TASHA).texts("asdfgh", "qwer", "zxcv").hears_something_to_do()
    tasha.texts(f"need food {HERE}").hears("202-555")


def test_a_friend_asks_for_a_friend(person: People) -> None:
    jo = person(JO).texts("my friend needs a place to stay she has a baby", HERE).hears("takes kids")
    jo.does_not_hear("with you").is_not_offered("pe-quiet-bay", "pe-open-cove")


def test_a_friend_is_asked_about_them_not_about_himself(person: People) -> None:
    person(JO).texts(f"my girl needs a bed tonight {HERE}").hears("202-555").does_not_hear("with you?")


def test_says_thanks_and_bye(person: People) -> None:
    rosa = (
        person(ROSA).texts(f"need food {HERE}", "thank you so much").hears("any time").texts("bye").hears("Take care")
    )
    rosa.does_not_hear("should", "please come back")


def test_sends_one_word(person: People) -> None:
    person(DEE).texts("food").hears("ZIP").needs("food")


def test_sends_a_picture_and_then_words(person: People) -> None:
    person(DEE).sends_picture().hears("pictures").texts(f"need food {HERE}").hears("202-555")


def test_knows_all_the_menu_words(person: People) -> None:
    dee = person(DEE)
    for word in ("MENU", "MORE", "BACK", "1", "NO 1", "WRONG 2", "SKIP", "STEPS", "DONE 1", "MENTOR", "NEW", "BYE"):
        dee.texts(word).hears_something_to_do()


def test_uses_every_menu_word_in_a_list(person: People) -> None:
    for number, word in enumerate(("MENU", "SKIP", "BACK", "STEPS", "MENTOR", "1", "NO 1", "WRONG 2", "BYE")):
        dee = person(f"+1510555012{number}").texts(f"need a bed {HERE}", word).hears_something_to_do()
        dee.texts("MORE").hears("555")


def test_goes_back_to_him_and_is_welcome(person: People) -> None:
    lena = person(LENA).texts(f"i went back to him. need a bed {HERE}").hears("welcome", "202-555")
    lena.does_not_hear("should", "why", "again and again")


def test_used_again(person: People) -> None:
    person(DEE).texts("i used again").does_not_hear("should", "disappoint", "clean").hears_something_to_do()


def test_keeps_a_list_of_steps(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}", "STEPS").hears("1 ", "2 ").texts("DONE 1").hears("(OK)")
    rosa.texts("MORE").hears("202-555").texts("STEPS").hears("(OK)")

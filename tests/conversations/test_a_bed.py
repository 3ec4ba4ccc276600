"""A bed for tonight, and everything that can stand between a person and one."""

from tests.cast import DEE, ROSA, TASHA
from tests.conversations.people import HERE, People


def test_asks_for_a_bed_with_two_kids_and_a_record(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed tonight with my 2 kids {HERE}", "i got a felony record").needs("housing")
    rosa.is_offered("pe-lantern-house").is_not_offered("pe-bright-start", "pe-quiet-bay").gets_no_lines()
    rosa.texts("1").hears("202-555-0100", "record OK").texts("what do i say").hears("Say:", "You can say less")


def test_tells_it_in_three_small_texts(person: People) -> None:
    rosa = person(ROSA).texts("hi").texts("i need somewhere to sleep tonight").hears("ZIP")
    rosa.texts(HERE).hears("202-555").needs("housing")
    assert rosa.segments <= 2


def test_says_only_the_zip_first(person: People) -> None:
    person(ROSA).texts(HERE).hears("What do you need").texts("a bed").hears("202-555").needs("housing")


def test_will_not_say_where_she_is(person: People) -> None:
    person(ROSA).texts("i need a bed", "SKIP").hears("202-555").does_not_hear("what ZIP")


def test_does_not_know_where_he_is(person: People) -> None:
    person(DEE).texts("bed", "idk").hears("202-555").needs("housing")


def test_brings_a_dog(person: People) -> None:
    dee = person(DEE).texts(f"need bed for me and my dog {HERE}").is_offered("pe-open-cove")
    dee.is_not_offered("pe-quiet-bay", "pe-lantern-house").hears("takes pets")


def test_is_a_man(person: People) -> None:
    dee = person(DEE).texts(f"im a man and need a place to sleep {HERE}")
    dee.is_not_offered("pe-quiet-bay", "pe-bright-start", "pe-lantern-house").hears("202-555")


def test_is_using_and_says_so(person: People) -> None:
    dee = person(DEE).texts(f"i use and need a bed tonight {HERE}").is_offered("pe-open-cove")
    dee.is_not_offered("pe-tidewater", "pe-anchor").does_not_hear("should")


def test_is_on_methadone(person: People) -> None:
    dee = person(DEE).texts(f"im on methadone need housing {HERE}")
    dee.is_not_offered("pe-pine-home", "pe-good-harbor").hears("meds OK")


def test_is_on_the_registry(person: People) -> None:
    dee = person(DEE).texts(f"need a bed tonight. im on the registry {HERE}")
    dee.is_not_offered("pe-bright-start", "pe-housing-list").hears("registry OK")


def test_says_nothing_churchy(person: People) -> None:
    tasha = person(TASHA).texts(f"need somewhere to sleep {HERE} nothing churchy pls")
    tasha.is_not_offered("pe-good-harbor", "pe-new-dawn").hears("not church-run").texts("MORE")
    tasha.is_not_offered("pe-good-harbor", "pe-new-dawn")


def test_adds_no_cops_afterwards(person: People) -> None:
    tasha = person(TASHA).texts(f"need somewhere to sleep {HERE} nothing churchy pls", "no cops either")
    tasha.is_not_offered("pe-new-dawn", "pe-good-harbor").hears("202-555").needs("housing")


def test_is_trans_and_tired_of_being_judged(person: People) -> None:
    tasha = person(TASHA).texts(f"need a doctor {HERE} im trans and dont want to be judged").needs("health")
    tasha.hears("trans welcome").is_not_offered("pe-hope-center")


def test_answers_the_question_about_kids_with_yes(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}").hears("Kids with you?").texts("yes")
    rosa.hears("takes kids").is_not_offered("pe-quiet-bay", "pe-open-cove").does_not_hear("Kids with you?")


def test_answers_the_question_about_kids_with_no(person: People) -> None:
    person(ROSA).texts(f"need a bed {HERE}", "no").hears("Text a number").does_not_hear("Kids with you?")


def test_picks_a_place_though_a_question_is_open(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}").hears("Kids with you?")
    first = rosa.last.services[0]
    rosa.texts("1").is_offered(first).hears("BACK")
    assert rosa.last.services == [first]
    assert not rosa.last.slots.get("circumstances")


def test_ignores_the_question_and_asks_for_more(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}").hears("Kids with you?")
    seen = rosa.last.services
    rosa.texts("MORE").is_not_offered(*seen).hears("202-555")

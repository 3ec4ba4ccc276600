"""Everything else people ask for: food, papers, a lawyer, a job, treatment, a ride. Often several at once."""

from tests.cast import DEE, LENA, MARISOL, ROSA, TASHA
from tests.conversations.people import HERE, People


def test_wants_food(person: People) -> None:
    person(ROSA).texts(f"hungry, wheres free food {HERE}").needs("food").hears("202-555").gets_no_lines()


def test_wants_detox_now(person: People) -> None:
    dee = person(DEE).texts("need detox", "00101").needs("substance_use")
    dee.hears("202-555").does_not_hear("should", "clean")


def test_wants_a_job_with_a_record(person: People) -> None:
    dee = person(DEE).texts(f"looking for a job, i got a felony {HERE}").hears("202-555")
    assert "work" in dee.last.slots["needs"]
    assert "has_record" in dee.last.slots["circumstances"]


def test_wants_her_kids_back(person: People) -> None:
    rosa = person(ROSA).texts(f"i need a lawyer for my kids case cps took them {HERE}").is_offered("pe-family-voice")
    rosa.does_not_hear("should").needs("legal", "children")


def test_has_no_papers(person: People) -> None:
    marisol = person(MARISOL).texts(f"i got no papers and need a lawyer {HERE}").is_offered("pe-harbor-immigrant")
    marisol.is_not_offered("pe-victim-desk").hears("never keep")
    assert "no_papers" not in str(marisol.last.slots)


def test_has_no_papers_and_wants_more(person: People) -> None:
    marisol = person(MARISOL).texts(f"im undocumented and need an immigration lawyer {HERE}", "1").hears("not ICE")
    marisol.texts("MORE").is_not_offered("pe-victim-desk", "pe-warrant-day").hears("202-555")


def test_had_the_id_taken_away(person: People) -> None:
    lena = person(LENA).texts(f"my pimp took my id. how do i get a new one {HERE}").gets_lines("not_free")
    lena.hears("no ID needed").does_not_hear("should")
    assert "id_documents" in lena.last.slots["needs"]


def test_found_pictures_of_herself_online(person: People) -> None:
    person(TASHA).texts(f"someone posted my pics online {HERE}").needs("online_harm").is_offered("pe-take-down")


def test_wants_a_ride_to_court(person: People) -> None:
    dee = person(DEE).texts(f"need a ride to court {HERE}").hears("202-555")
    assert "transport" in dee.last.slots["needs"]


def test_asks_for_three_things_at_once(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed, some food and a new id card {HERE}").hears("202-555")
    rosa.needs("housing", "food", "id_documents")
    assert rosa.segments <= 3


def test_adds_food_afterwards(person: People) -> None:
    person(ROSA).texts(f"need a bed {HERE}", "also food").needs("housing", "food").hears("202-555")


def test_wants_a_job_and_a_bed_and_goes_through_both(person: People) -> None:
    dee = person(DEE).texts(f"need a bed and a job {HERE}").needs("housing", "work")
    dee.texts("no").hears_something_to_do()


def test_wants_safer_work_not_less_work(person: People) -> None:
    tasha = person(TASHA).texts(f"bad date list or someone to check on me when i work {HERE}")
    tasha.does_not_hear("quit", "leave the").hears("555")


def test_wants_school(person: People) -> None:
    person(DEE).texts(f"i wanna get my ged {HERE}").needs("education").hears("202-555")


def test_needs_counseling_at_night(person: People) -> None:
    lena = person(LENA).texts(f"i need someone to talk to about what happened, a counselor {HERE}").hears("202-555")
    assert "mental_health" in lena.last.slots["needs"]


def test_only_wants_a_shower(person: People) -> None:
    person(TASHA).texts(f"where can i shower {HERE}").needs("essentials").hears("202-555")

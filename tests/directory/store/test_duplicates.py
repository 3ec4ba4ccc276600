"""The same service twice is shown, and two services of one house are not."""

from directory.model import Listing
from directory.store.duplicates import duplicates


def listing(id: str, name: str, **more: str) -> Listing:
    return Listing(id, name, **more)  # type: ignore[arg-type]  # only text fields here


def pairs(*listings: Listing) -> list[tuple[str, str, str]]:
    return [(one.first, one.second, one.because) for one in duplicates(listings)]


def test_one_service_from_two_sources() -> None:
    one = listing("a", "Lantern House Shelter", phone="(202) 555-0100")
    other = listing("b", "Shelter, Lantern House", phone="+1 202-555-0100 ext. 4")
    assert pairs(one, other) == [("a", "b", "phone")]


def test_two_services_behind_one_phone() -> None:
    assert (
        pairs(listing("a", "Soup kitchen", phone="202-555-0100"), listing("b", "Legal help", phone="202-555-0100"))
        == []
    )


def test_the_same_name_in_two_towns() -> None:
    one = listing("a", "Food bank", address="1 Kelp St", zip="00103")
    assert pairs(one, listing("b", "Food bank", address="9 Main St", zip="00999")) == []

"""The HSDS API: what it answers, and that a property-based client finds nothing it did not promise."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from directory.api import create_api
from directory.store.maintain import answer
from directory.store.repository import Directory
from tests.directory.sheets import NOW, at, database, service, with_services


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def directory(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    folder = tmp_path_factory.mktemp("api")
    with database(request, folder) as engine:
        made = with_services(
            engine,
            folder,
            service("Lantern House", id="lantern", organization="Lantern", walk_in="yes", **at(36.0, -127.0)),
            service("Soup Van", id="van", organization="Lantern", needs="food", serves="00104;Port Ellis"),
            service("Safe Door", id="door", organization="Door", **at(36.0155, -126.9975)),
        )
        answer(made, "door", "confidential_address", "yes", by="ana", at=NOW)
        yield made


@pytest.fixture
def client(directory: Directory) -> Iterator[TestClient]:
    with TestClient(
        Starlette(routes=[Mount("/hsds", create_api(directory))]), base_url="http://testserver/hsds/"
    ) as made:
        yield made


def names(client: TestClient, path: str) -> list[str]:
    return [one["name"] for one in client.get(path).json()["contents"]]


def test_the_root_says_where_the_description_is(client: TestClient) -> None:
    about = client.get("").json()
    assert about["version"] == "3.1"
    assert client.get(about["openapi_url"]).json()["openapi"] == "3.0.3"


def test_services_by_page(client: TestClient) -> None:
    page = client.get("services?per_page=2").json()
    assert [page[name] for name in ("total_items", "total_pages", "size", "last_page")] == [3, 2, 2, False]
    assert client.get("services?per_page=2&page=2").json()["last_page"] is True
    assert client.get("services?page=9").json()["empty"] is True


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=soup", ["Soup Van"]),
        ("postcode=00104", ["Lantern House", "Soup Van"]),
        ("postcode=00104&proximity=1", ["Lantern House", "Soup Van"]),
        ("postcode=00999", []),
        ("organization_id=nobody", []),
        ("modified_after=2026-01-01", []),
    ],
)
def test_filters(client: TestClient, query: str, found: list[str]) -> None:
    assert sorted(names(client, f"services?{query}")) == found


def test_by_a_term_of_our_taxonomy(client: TestClient) -> None:
    terms = {one["code"]: one["id"] for one in client.get("taxonomy_terms?search=walk").json()["contents"]}
    assert names(client, f"services?taxonomy_term_id={terms['attribute.walk_in']}") == ["Lantern House"]


def test_a_service_is_whole(client: TestClient) -> None:
    one = client.get("services/lantern").json()
    assert one["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Port Ellis"
    assert one["organization"]["name"] == "Lantern"
    assert {row["taxonomy_term"]["code"] for row in one["attributes"]} == {"need.housing", "attribute.walk_in"}


def test_an_organization_has_its_services(client: TestClient) -> None:
    (one,) = client.get("organizations?search=lantern&full_service=true").json()["contents"]
    assert sorted(service["name"] for service in one["services"]) == ["Lantern House", "Soup Van"]


@pytest.mark.parametrize(
    "path",
    [
        "services/door",
        "services?full=true",
        "organizations?full=true",
        "organizations?full_service=true",
        "service_at_locations?full=true",
        "service_at_locations?format=ndjson",
        "services?search=gannet",
    ],
)
def test_no_path_tells_where_a_confidential_place_is(client: TestClient, path: str) -> None:
    told = client.get(path).text
    assert "36.0155" not in told
    assert "126.9975" not in told


def test_nothing_new_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("services").headers["etag"]
    again = client.get("services", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", ["page=0", "page=x", "per_page=101", "full=perhaps", "proximity=-1", "format=xml"])
def test_a_wrong_value_is_told(client: TestClient, query: str) -> None:
    answered = client.get(f"services?{query}")
    assert answered.status_code == 400
    assert query.partition("=")[0] in answered.json()["error"]


def test_what_is_not_there(client: TestClient) -> None:
    assert client.get("services/nobody").status_code == 404
    assert client.post("services").status_code == 405
    assert client.get("nothing").status_code == 404

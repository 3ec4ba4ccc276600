"""Finding the listings that want a look, and what people reported."""

import re
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from directory.admin.finding import A_PAGE
from directory.store.ours import Audit
from tests.directory.admin.conftest import Site, fields
from tests.directory.sheets import bring, service, sheet

MOST_BYTES = 60_000


def named(browser: TestClient, **asked: object) -> list[str]:
    """The names on the page."""
    page = browser.get(f"/admin/?{urlencode(asked)}")
    assert page.status_code == 200
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a>', page.text)


@pytest.fixture
def word(site: Site) -> str:
    """A word that only the listings of this test have."""
    word = f"zz{uuid.uuid4().hex[:8]}"
    today = site.clock.now().date()
    rows = [
        service(f"{word} A", id=f"{word}-a", needs="food", verified=str(today)),
        service(f"{word} B", id=f"{word}-b", needs="food;legal", verified=str(today - timedelta(days=200))),
        service(f"{word} C", id=f"{word}-c", needs="legal", description="Néw and quiet 50%"),
        service(f"{word} D", id=f"{word}-d", needs="legal", status="defunct", eligibility="No felonies."),
    ]
    assert bring(site.directory, sheet(site.folder, *rows, name=f"{word}.csv")).kept
    return word


@pytest.mark.parametrize(
    ("asked", "letters"),
    [
        ({}, "ABCD"),
        ({"need": "food"}, "AB"),
        ({"need": "legal"}, "BCD"),
        ({"status": "defunct"}, "D"),
        ({"status": "active"}, "ABC"),
        ({"checked": "stale"}, "CDB"),
        ({"checked": "never"}, "CD"),
        ({"checked": "suggested"}, "D"),
        ({"need": "legal", "status": "active", "checked": "stale"}, "CB"),
        ({"need": "castles", "status": "odd", "checked": "odd", "page": "-1"}, "ABCD"),
        ({"page": "99999"}, "ABCD"),
    ],
    ids=str,
)
def test_filters(browser: TestClient, word: str, asked: dict[str, str], letters: str) -> None:
    assert named(browser, words=word, **asked) == [f"{word} {letter}" for letter in letters]


def test_words_are_looked_for_in_the_text_and_are_no_patterns(browser: TestClient, word: str) -> None:
    assert named(browser, words=f"{word} QUIET") == [f"{word} C"]
    assert named(browser, words=f"{word} 50%") == [f"{word} C"]
    assert named(browser, words=f"{word} 5_%") == []


def test_nothing_found_says_what_to_do(browser: TestClient) -> None:
    page = browser.get("/admin/?words=nothing-has-this").text
    assert "Nothing fits." in page
    assert "Show all services" in page


def test_pages_follow_each_other_and_keep_the_filter(site: Site, browser: TestClient) -> None:
    word = f"yy{uuid.uuid4().hex[:8]}"
    rows = [service(f"{word} {n:02}", id=f"{word}-{n}") for n in range(A_PAGE + 3)]
    assert bring(site.directory, sheet(site.folder, *rows, name=f"{word}.csv")).kept
    first = browser.get(f"/admin/?words={word}&status=active").text
    assert "Page 1 of 2." in first
    following = re.search(r'href="/admin/(\?[^"]*)">Next', first)
    assert following
    second = browser.get("/admin/" + following[1].replace("&amp;", "&")).text
    names = re.findall(rf"{word} \d\d", second)
    assert sorted(set(names)) == [f"{word} {n:02}" for n in range(A_PAGE, A_PAGE + 3)]


def test_pages_are_light_and_need_no_script(site: Site, browser: TestClient) -> None:
    id = site.new(eligibility="Women 18+. No felonies. Photo ID required.", description="Words. " * 40)
    for path in ("/", "/sign-in", "/reports", "/new", f"/service?id={id}", "/static/admin.css"):
        answer = browser.get(f"/admin{path}")
        assert answer.status_code == 200
        assert len(answer.content) < MOST_BYTES, path
        assert not re.search(r"<script|\son\w+=|style=|javascript:", answer.text), path
        outside = re.findall(r'(?:src|href|action)="(?!/admin|#)([^"]*)"', answer.text)
        assert not outside, path


def test_every_input_has_a_name_that_can_be_read_out(site: Site, browser: TestClient) -> None:
    for path in ("/", "/sign-in", "/new", f"/service?id={site.new()}"):
        page = browser.get(f"/admin{path}").text
        labelled = set(re.findall(r'<label for="([^"]*)"', page))
        for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", page):
            id, kind = re.search(r'id="([^"]*)"', tag), re.search(r'type="(\w+)"', tag)
            if kind and kind[1] in ("hidden", "radio", "checkbox"):
                continue  # those stand inside their label
            assert id, tag
            assert id[1] in labelled, tag
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids)), path
        for about in re.findall(r'aria-(?:describedby|labelledby)="([^"]*)"', page):
            assert set(about.split()) <= set(ids), about


def reported(browser: TestClient, name: str) -> str:
    """What the queue says of the listing, or nothing."""
    found = re.search(rf">{name}</a>:\s*([^<]*)<", browser.get("/admin/reports").text)
    return " ".join(found[1].split()) if found else ""


def test_reports_wait_until_somebody_has_looked(site: Site, browser: TestClient) -> None:
    id = site.new()
    name = site.listing(id).name
    for kind, week in (("wrong", "2026-W46"), ("wrong", "2026-W47"), ("helped", "2026-W47")):
        site.directory.record_outcome(id, kind, week)
    assert reported(browser, name) == "2 × something is wrong, last in week 2026-W47"
    page = browser.get("/admin/reports").text
    answer = browser.post("/admin/reports", data=fields(page.partition(f">{name}<")[2], "/admin/reports"))
    assert answer.status_code == 303
    assert reported(browser, name) == ""
    site.directory.record_outcome(id, "wrong", "2026-W48")
    assert reported(browser, name) == "1 × something is wrong, last in week 2026-W48"


def test_who_looked_is_written_down(site: Site, browser: TestClient) -> None:
    id = site.new()
    site.directory.record_outcome(id, "turned_away", "2026-W47")
    page = browser.get("/admin/reports").text.partition(site.listing(id).name)[2]
    browser.post("/admin/reports", data=fields(page, "/admin/reports"))
    with site.directory.engine.connect() as connection:
        row = connection.execute(select(Audit.by, Audit.field).where(Audit.row_id == id)).one()
    assert row.by.startswith("maintainer-")
    assert row.field == "turned_away"


def test_a_made_up_report_is_not_written_down(site: Site, browser: TestClient) -> None:
    id = site.new()
    mark = fields(browser.get("/admin/reports").text)["mark"]
    for kind, total in (("wrong", "x"), ("helped", "1"), ("wrong", "9" * 30)):
        browser.post("/admin/reports", data={"mark": mark, "id": id, "kind": kind, "total": total})
    with site.directory.engine.connect() as connection:
        assert connection.execute(select(Audit.id).where(Audit.row_id == id)).all() == []


def test_a_database_that_is_gone_is_a_sentence(site: Site) -> None:
    from navigator.errors import StoreUnavailable

    class Gone:
        def session(self, token: str) -> None:
            raise StoreUnavailable("The database does not answer.")

    from directory.admin import create_admin

    app = create_admin(site.directory, Gone(), site.clock)  # type: ignore[arg-type]
    answer = TestClient(app, raise_server_exceptions=False).get("/")
    assert answer.status_code == 503
    assert "Try again in a minute" in answer.text

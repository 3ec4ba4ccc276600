"""The files in deploy/, as far as they can be checked where no container engine runs."""

import configparser
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_what_the_image_copies_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source


def test_every_package_is_in_the_image() -> None:
    for package in ("navigator", "directory", "actions", "bot", "migrations", "data"):
        assert re.search(rf"^COPY {package} ", DOCKERFILE, re.MULTILINE), package


def test_the_image_does_not_run_as_root() -> None:
    assert "\nUSER navigator\n" in DOCKERFILE


def test_images_name_a_version() -> None:
    images = [service["image"] for service in COMPOSE["services"].values() if "image" in service]
    for image in [*images, *re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)]:
        assert re.search(r":\d", image), image


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


def test_the_database_apart_has_a_volume_of_its_own() -> None:
    volumes = COMPOSE["services"]["navigator"]["volumes"]
    assert any(volume.startswith("apart:") for volume in volumes)
    assert not any("apart" in volume for volume in COMPOSE["services"]["postgres"]["volumes"])


def test_files_that_compose_mounts_are_here_or_the_operators_own() -> None:
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("./") and source != "./reporting.txt":
                assert (DEPLOY / source).exists(), source


def test_secrets_are_asked_for_not_defaulted() -> None:
    text = (DEPLOY / "compose.yml").read_text(encoding="utf-8")
    assert not re.search(r"PASSWORD:-", text)
    for line in (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines():
        if re.match(r"(.*(KEY|KEYS|TOKEN|PASSWORD))=", line):
            assert line.endswith("="), line


def test_the_proxy_keeps_counts_inside_and_no_access_log() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert "/metrics" in caddy
    assert not re.search(r"^\s*log\b", caddy, re.MULTILINE)


def test_the_unit_leaves_no_core_dump() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "navigator.service")
    assert unit["Service"]["LimitCORE"] == "0"
    assert "navigator serve" in unit["Service"]["ExecStart"]

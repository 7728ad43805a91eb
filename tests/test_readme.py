"""What the README claims about the house is so."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
APPS = [
    config.name.removeprefix("school.")
    for config in apps.get_app_configs()
    if config.name.split(".")[0] in {"school", "cms"}
]


def rows() -> list[str]:
    return [line for line in README.read_text("utf-8").splitlines() if line[:1] == "|"]


@pytest.mark.parametrize("app", APPS)
def test_the_table_of_apps_has_each_one(app: str) -> None:
    assert any(re.match(rf"\|\s*`(school[./])?{app}/?`\s*\|", row) for row in rows())


def test_the_commands_it_names_exist() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"\bmake ([a-z-]+)\b(?=[`\s])", README.read_text("utf-8"))
    assert set(named) <= set(targets)
    assert {"run", "test", "bench", "check"} <= set(named)


def test_the_pictures_it_shows_are_there() -> None:
    pictures = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text("utf-8"))
    assert [link for link in pictures if not (ROOT / link).exists()] == []


def test_what_the_threat_model_points_at_is_there() -> None:
    """Of a row, the files after the first lie beside it."""
    missing = []
    for row in (ROOT / "docs/threat-model.md").read_text("utf-8").splitlines():
        folder = ROOT
        for named in re.findall(
            r"`((?:tests/)?[\w/]*(?:test_\w+\.py|tests/\w+))`", row
        ):
            found = ROOT / named if named.startswith("tests/") else folder / named
            folder = found.parent
            missing += [named] if not found.exists() else []
    assert missing == []

"""The layer order in pyproject.toml holds for imports, and for foreign keys, which no import shows."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
HEIGHT = {
    app.strip(" ()"): height
    for height, layer in enumerate(reversed(LAYERS))
    for app in layer.split("|")
}


def relations() -> Iterator[object]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                source = model._meta.app_config.name
                target = field.related_model._meta.app_config.name
                if source != target and {source, target} <= HEIGHT.keys():
                    yield pytest.param(
                        source, target, id=f"{model._meta.label}.{field.name}"
                    )


@pytest.mark.parametrize(("source", "target"), list(relations()))
def test_foreign_keys_point_downwards(source: str, target: str) -> None:
    assert HEIGHT[target] < HEIGHT[source]


def test_imports_keep_to_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    report = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)
    assert report.returncode == 0, report.stdout


def test_every_app_has_its_place_in_the_order() -> None:
    ours = {
        config.name
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in {"school", "cms"}
    }
    assert ours <= HEIGHT.keys()


def test_the_journal_points_at_nothing() -> None:
    """It outlives the people and things that it names."""
    for model in apps.get_app_config("journal").get_models():
        assert [field for field in model._meta.fields if field.is_relation] == []

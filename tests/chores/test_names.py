"""Every task that is queued or comes round has a name in words of the school."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django_q.models import Schedule

from school.chores.names import CHORES
from tests.test_house import ROOT


def modules() -> Iterator[str]:
    for file in [*Path(ROOT).glob("school/**/*.py"), *Path(ROOT).glob("cms/*.py")]:
        if "migrations" not in file.parts:
            yield ".".join(file.relative_to(ROOT).with_suffix("").parts)


def queued() -> Iterator[str]:
    """Dotted paths of what is given to `enqueue` anywhere."""
    for name in modules():
        source = (ROOT / (name.replace(".", "/") + ".py")).read_text(encoding="utf-8")
        if "enqueue(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and node.args:
                called = ast.unparse(node.func)
                # `outgoing.enqueue` is a function of its own.
                if called in {"enqueue", "queue.enqueue"}:
                    told = ast.unparse(node.args[0])
                    module = import_module(name)
                    found = module
                    for part in told.split("."):
                        found = getattr(found, part)
                    yield f"{found.__module__}.{found.__qualname__}"


def test_whatever_is_queued_has_a_name() -> None:
    found = set(queued())
    assert len(found) > 10
    assert found - CHORES.keys() == set()


@pytest.mark.django_db
def test_whatever_comes_round_has_a_name() -> None:
    rounds = set(Schedule.objects.values_list("func", flat=True))
    assert rounds - CHORES.keys() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("task", sorted(CHORES))
def test_a_name_is_of_a_task_a_right_and_a_thing_that_there_are(task: str) -> None:
    chore = CHORES[task]
    module, _dot, function = task.rpartition(".")
    assert callable(getattr(import_module(module), function))
    if chore.right:
        app, _dot, codename = chore.right.partition(".")
        known = Permission.objects.filter(content_type__app_label=app)
        assert known.filter(codename=codename).exists()
    if chore.about:
        model = apps.get_model(chore.about)
        assert list(model._default_manager.select_related(*chore.related)[:1]) == []

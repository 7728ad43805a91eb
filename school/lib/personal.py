"""What each app holds about a person: its module `personal` says so in `HELD`, by model.

A model that leads to a person and is not in it fails tests/privacy/test_held.py, so that
none is forgotten when somebody asks for what the school holds about her.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, slots=True)
class Hers:
    """Rows about a person.

    `by`: the ways from a row to its person, of which one suffices. `when`: which of them
    she may see yet. `also`: what is told from the rows around, as a path. `files`: columns
    whose files are hers; `files_if`: the column that says whether. `words`: a row as she
    reads it elsewhere.
    """

    by: str | tuple[str, ...]
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    files_if: str = ""
    words: Callable[[Any], str] | None = None
    when: Q = Q()
    title: Any = ""

    def of(self, person_id: int) -> Q:
        paths = (self.by,) if isinstance(self.by, str) else self.by
        found = Q()
        for path in paths:
            found |= Q(**{path: person_id})
        return found & self.when


@dataclass(frozen=True, slots=True)
class NotHers:
    """Rows that lead to a person and yet tell nothing about her, or of others as well."""

    because: str


Told = Hers | NotHers
WORK: Told = NotHers(
    "names the colleague who did it; what she did at work is in her part of the journal"
)


@cache
def held() -> Mapping[str, Told]:
    """By label of the model, or by that of a whole app which is not ours; lower apps first."""
    found: dict[str, Told] = {}
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "personal"):
            found |= import_module(f"{config.name}.personal").HELD
    return found


def told_of(model: type[Model]) -> Told | None:
    return held().get(model._meta.label) or held().get(model._meta.app_label)

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
from django.utils.translation import gettext_lazy as _


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
        return self.all_of(person_id) & self.when

    def all_of(self, person_id: int) -> Q:
        """Those too that she may not see yet."""
        paths = (self.by,) if isinstance(self.by, str) else self.by
        found = Q()
        for path in paths:
            found |= Q(**{path: person_id})
        return found


@dataclass(frozen=True, slots=True)
class NotHers:
    """Rows that lead to a person and yet tell nothing about her, or of others as well."""

    because: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays after somebody was erased, and why."""

    why: Any


@dataclass(frozen=True, slots=True)
class Gone:
    """Whole rows go, with their files."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """The rows stay for `why`; these columns are written over, and files deleted."""

    columns: Mapping[str, Any]
    why: Any


Told = Hers | NotHers
After = Kept | Gone | Cleared
WORK: Told = NotHers(
    "names the colleague who did it; what she did at work is in her part of the journal"
)


REGISTER = _(
    "The register of certificates: anybody may check a certificate that was issued."
)
LEDGER = _(
    "Attendance, marks and results: the law on training subsidies asks for them for ten years."
)
MONEY = _("Points and pay: accounts add up only while no line is taken out.")
PROOF = _(
    "That you agreed, and who opened what: it proves that the school kept to the law."
)
PROCESS = _("Decisions about you, and the way to them: they can be looked at again.")
WORKS = _("What you did for the school at work.")


@cache
def held() -> Mapping[str, Told]:
    """By label of the model, or by that of a whole app which is not ours; lower apps first."""
    return gathered("HELD")


@cache
def after() -> Mapping[str, After]:
    """What becomes of her rows when she is erased: `AFTER` of the same modules."""
    return gathered("AFTER")


def gathered(name: str) -> Mapping[str, Any]:
    """A table of all modules `personal` in one."""
    found: dict[str, Any] = {}
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "personal"):
            found |= getattr(import_module(f"{config.name}.personal"), name, {})
    return found


def told_of(model: type[Model]) -> Told | None:
    return held().get(model._meta.label) or held().get(model._meta.app_label)

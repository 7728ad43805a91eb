"""How long each kind of data about people is kept: one table, made of what each app says.

An app's module `retention` has `RETENTION`. People read it on their page, `manage.py
retention` counts and removes by it, and the app's own nightly task is the same `remove`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, slots=True)
class Period:
    """`since`: what it is counted from; `lasts` None where the rows themselves say how long."""

    since: Any
    lasts: timedelta | None

    @property
    def days(self) -> int:
        """0 where the rows say."""
        return self.lasts.days if self.lasts else 0

    @property
    def years(self) -> int:
        """0 where it is not in whole years."""
        return 0 if self.days % 365 else self.days // 365


@dataclass(frozen=True, slots=True)
class Kind:
    """`over` finds the rows whose time is over at a moment; `remove` takes away what they hold."""

    key: str
    what: Any
    why: Any
    periods: tuple[Period, ...]
    over: Callable[[datetime], QuerySet[Any] | list[Any]]
    remove: Callable[[datetime], object]


@cache
def table() -> tuple[Kind, ...]:
    """Of every app, lower ones first."""
    found: list[Kind] = []
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "retention"):
            found += import_module(f"{config.name}.retention").RETENTION
    return tuple(found)


def due(at: datetime) -> Iterable[tuple[Kind, int]]:
    for kind in table():
        found = kind.over(at)
        yield kind, len(found) if isinstance(found, list) else found.count()

"""Searching the whole desk at once: each app says what of it is found, the search shows a few of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import module_has_submodule

# Of each kind, before the way to all of them.
A_FEW = 5
# A single letter or digit finds everybody.
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    title: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be found, for which right, and the list that has all that match."""

    permission: str
    label: Any
    rows: Callable[[str], QuerySet[Any]]
    shown: Callable[[Any], Found]
    index: str


@dataclass(frozen=True, slots=True)
class Finding:
    label: str
    found: list[Found]
    # The way to all of them; empty where these are all.
    more: str


def anywhere(query: str, *fields: str) -> Q:
    """In one of the fields, as the lists of the desk search."""
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": query})
    return found


@cache
def kinds() -> list[Kind]:
    found: list[Kind] = []
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "finding"):
            found += getattr(import_module(f"{config.name}.finding"), "KINDS", [])
    return found


def findable_by(user: Any) -> list[Kind]:
    return [kind for kind in kinds() if user.has_perm(kind.permission)]


def find(query: str, user: Any) -> Iterator[Finding]:
    """A few of each kind that she may see; one query for each."""
    if len(query) < FEWEST_LETTERS:
        return
    for kind in findable_by(user):
        rows = list(kind.rows(query)[: A_FEW + 1])
        if rows:
            more = f"{reverse(kind.index)}?{urlencode({'q': query})}"
            found = [kind.shown(row) for row in rows[:A_FEW]]
            yield Finding(str(kind.label), found, more if rows[A_FEW:] else "")

"""What waits at the desk: each app says it in its own `waits.py`, the first screen shows all of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters import ChoiceFilter

# In the address of a list: show exactly what the first screen counted.
WAITING = "waiting"
SOON = timedelta(hours=24)
Moment = datetime | date


@dataclass(frozen=True, slots=True)
class Wait:
    """Something to do: how many, what, and the list of exactly these."""

    count: int
    label: str
    href: str
    note: str = ""
    # Since when the oldest waits, or when the first runs out.
    since: Moment | None = None
    until: Moment | None = None
    # Goes before all else.
    is_alarm: bool = False

    def age(self, *, at: datetime) -> str:
        if self.until is not None:
            return _left(self.until, at)
        return _waited(self.since, at) if self.since is not None else ""

    def is_pressing(self, *, at: datetime) -> bool:
        is_soon = self.until is not None and _time(self.until) - at < SOON
        return self.is_alarm or is_soon


@dataclass(frozen=True, slots=True)
class Source:
    """One answer to what waits; `permission` is asked first, where there is one."""

    permission: str
    find: Callable[[Any, datetime], Iterable[Wait]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of a list that wait: `narrow` them for a user, and what they are called."""

    label: Any
    narrow: Callable[[QuerySet[Any], Any], QuerySet[Any]]


class WaitsFilter(ChoiceFilter):
    """The list as the first screen counted it."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        choices = [(key, kind.label) for key, kind in kinds.items()]
        super().__init__(label=gettext_lazy("What waits"), choices=choices)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        kind = self.kinds.get(value)
        return kind.narrow(rows, self.parent.request.user) if kind else rows


def counted(
    rows: QuerySet[Any],
    label: Any,
    href: str,
    *,
    since: str = "",
    until: str = "",
    note: Any = "",
) -> Wait:
    """Number and oldest of some rows, in one query."""
    first = {"first": Min(since or until)} if since or until else {}
    found = rows.order_by().aggregate(count=Count("pk", distinct=True), **first)
    moment = found.get("first")
    return Wait(
        found["count"],
        str(label),
        href,
        str(note),
        since=moment if since else None,
        until=moment if until else None,
    )


@cache
def sources() -> list[Source]:
    """Of every app, the lower ones first: what comes in stands before what comes of it."""
    found: list[Source] = []
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "waits"):
            found += getattr(import_module(f"{config.name}.waits"), "WAITS", [])
    return found


def waiting_for(user: Any, *, at: datetime) -> list[Wait]:
    """Everything that waits for somebody; what has nothing waiting is left out."""
    found = [
        wait
        for source in sources()
        if not source.permission or user.has_perm(source.permission)
        for wait in source.find(user, at)
        if wait.count
    ]
    return sorted(found, key=lambda wait: not wait.is_pressing(at=at))


def _time(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return timezone.make_aware(datetime.combine(moment, datetime.min.time()))


def _waited(since: Moment, at: datetime) -> str:
    day = timezone.localdate(since) if isinstance(since, datetime) else since
    days = (timezone.localdate(at) - day).days
    if days <= 0:
        return _("since today")
    text = ngettext("the oldest since yesterday", "the oldest for %(days)s days", days)
    return text % {"days": days}


def _left(until: Moment, at: datetime) -> str:
    hours = int((_time(until) - at) / timedelta(hours=1))
    if hours < 0:
        return _("the first has run out")
    if hours < 1:
        return _("the first ends within the hour")
    if hours < 48:
        text = ngettext(
            "the first in %(hours)s hour", "the first in %(hours)s hours", hours
        )
        return text % {"hours": hours}
    text = ngettext(
        "the first in %(days)s day", "the first in %(days)s days", hours // 24
    )
    return text % {"days": hours // 24}

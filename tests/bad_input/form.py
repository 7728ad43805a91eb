"""A form of ours, as the tests send it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.access.desk_table import SCREENS
from tests.access.table import TABLE
from tests.access.world import World

Data = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """`name` is the URL's; `values` stand in it unless the access matrix has them."""

    name: str
    role: str
    right: Callable[[World], Data]
    # Dotted path of the verb, or of a mapping of verbs and a key: `module.VERBS:suspend`.
    verb: str = ""
    query: str = ""
    context: str = "form"
    values: Callable[[World], list[Any]] | None = None
    # Not shown again as it was sent.
    forgotten: frozenset[str] = frozenset()
    # Whether the world lets the right data through.
    is_taken: bool = True
    # The URL under which the form is read, where it is not its own.
    read_at: str = ""

    def url(self, world: World) -> str:
        row = TABLE.get(self.name) or SCREENS.get(self.name)
        values = self.values or (row.values if row else lambda world: [])
        return reverse(self.name, args=values(world)) + self.query

    def page(self, world: World) -> str:
        return replace(self, name=self.read_at or self.name).url(world)


def reason(world: World) -> Data:
    return {"reason": "家里有急事"}


def sum_(**more: str) -> Callable[[World], Data]:
    return lambda world: {"amount": "6200", "basis": "net", **more}


def day(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


def note(world: World) -> Data:
    return {"note": "动作很稳"}

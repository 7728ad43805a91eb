"""A line of the access tables, and the groups of roles that they name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.access.roles import ROLES, STAFF
from tests.access.world import World

EVERYONE = frozenset(ROLES)
SIGNED_IN = EVERYONE - {"anonymous"}
OWNER = frozenset({"trainee"})
READERS = frozenset({"registrar", "auditor", "superuser"})
DESK = frozenset({*STAFF, "superuser"})
CLASS_STAFF = frozenset({"instructor", "assistant", "examiner"})
ENROLMENT_READERS = (
    OWNER | READERS | CLASS_STAFF | {"certificate_officer", "outcomes_officer"}
)
PERSONS = frozenset({"trainee", "other_trainee"})
PEOPLE_READERS = DESK - {"editor", "inspector", "village_desk"}
CASE_HANDLERS = frozenset({"inspector", "points_officer", "registrar", "superuser"})
CONTACTS = frozenset({"company_contact", "other_contact"})
NURSES = frozenset({"instructor"})
CALLERS = frozenset({"instructor", "assistant", "registrar", "superuser"})
CALENDAR = CLASS_STAFF | {"registrar", "superuser"}


def named(words: str) -> frozenset[str]:
    """`superuser` may everything that anyone may."""
    return frozenset({*words.split(), "superuser"})


@dataclass(frozen=True)
class Row:
    """A URL: the values in it, who may have it, and whether it is posted to."""

    may: frozenset[str]
    values: Callable[[World], list[Any]] = lambda world: []
    post: bool = False
    data: Callable[[World], dict[str, Any]] = lambda world: {}


def of(*path: str) -> Callable[[World], list[Any]]:
    """`of("session.code")`: read from the world when it stands."""

    def read(world: World) -> list[Any]:
        found = []
        for dotted in path:
            value: Any = world
            for part in dotted.split("."):
                value = getattr(value, part)
            found.append(value)
        return found

    return read


def fixed(*values: Any) -> Callable[[World], list[Any]]:
    return lambda world: list(values)

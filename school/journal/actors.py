"""Who an action is done by: a signed-in user, or the school's own clockwork."""

from dataclasses import dataclass
from typing import Any, Final, Protocol


class Actor(Protocol):
    @property
    def pk(self) -> int: ...

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class System:
    """Tasks and commands act as the system; it may do everything."""

    pk: int = 0

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return True

    def __str__(self) -> str:
        return "system"


SYSTEM: Final = System()

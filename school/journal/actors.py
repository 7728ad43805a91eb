"""Who an action is done by: a signed-in user, the school's own clockwork, or a command."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol


class Actor(Protocol):
    @property
    def pk(self) -> int: ...

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class System:
    """Tasks and commands act as the system; it may do everything."""

    kind: ClassVar = "system"
    pk: int = 0

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return True

    def __str__(self) -> str:
        return "system"


@dataclass(frozen=True, slots=True)
class Command:
    """A command that somebody gave on the server; who it was, the server alone knows."""

    kind: ClassVar = "command"
    name: str
    pk: int = 0

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return True

    def __str__(self) -> str:
        return f"manage.py {self.name}"


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever opened a link that was sent to a person: that it is she, nothing proves.

    It has no right but to what the link itself, `to`, is for.
    """

    kind: ClassVar = "link"
    to: str
    pk: int = 0

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def __str__(self) -> str:
        return "link"


SYSTEM: Final = System()

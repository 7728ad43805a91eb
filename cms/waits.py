"""What the desk's first screen counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: how many, what, where."""

    count: int
    label: str
    href: str
    note: str = ""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, where it belongs, and the screen that does it."""

    title: str
    note: str
    href: str
    icon: str
    # Goes before all else of today: an exam that runs or can be sat.
    is_pressing: bool = False

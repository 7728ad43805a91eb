"""What a recording says of itself."""

from dataclasses import dataclass

# A file of nothing but headers is not read to its end.
MOST_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself; zero where it says nothing."""

    seconds: float = 0
    width: int = 0
    height: int = 0

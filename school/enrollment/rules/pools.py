"""Seats in pools: some reserved for a kind of applicant until a date, the rest for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, repeat

# The pool of whoever has no claim to a reserved seat.
GENERAL = ""


def is_open(until: date, *, on: date) -> bool:
    """A quota holds its seats through its last day; unused, they are everybody's then."""
    return on <= until


@dataclass(frozen=True, slots=True)
class Reserve:
    """The seats of a class that are kept for one kind of applicant."""

    kind: str
    seats: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Pool:
    """How one pool stands; `free` is what can still be given from it."""

    kind: str
    seats: int
    taken: int
    waiting: int
    free: int


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one class: how many there are, are taken, are waited for.

    `seated` and `waits` count people by the kind of reserved seat they may have. Such a
    person takes a reserved seat first, and one of the general pool when those are gone.
    """

    seats: int
    seated: Mapping[str, int] = field(default_factory=dict)
    waits: Mapping[str, int] = field(default_factory=dict)
    reserves: tuple[Reserve, ...] = ()

    @property
    def taken(self) -> int:
        return sum(self.seated.values())

    @property
    def waiting(self) -> int:
        return sum(self.waits.values())

    @property
    def free(self) -> int:
        return max(self.seats - self.taken, 0)

    @property
    def left(self) -> int:
        """Places for somebody new without a claim: those who wait come first."""
        newcomers = repeat(GENERAL, self.free)
        return sum(self.given([*self._waiting_kinds(), *newcomers])[self.waiting :])

    @property
    def offers_due(self) -> int:
        """How many of those who wait can be offered a place now."""
        return sum(self.given(self._waiting_kinds()))

    @property
    def pools(self) -> tuple[Pool, ...]:
        """The general pool, then every reserved one that is open."""
        sizes, used = self._sizes(), self._used()
        free = self._free()
        waits = {kind: self.waits.get(kind, 0) for kind in sizes}
        waits[GENERAL] = self.waiting - sum(
            count for kind, count in waits.items() if kind != GENERAL
        )
        return tuple(
            Pool(kind, seats, used[kind], waits[kind], free[kind])
            for kind, seats in sizes.items()
        )

    def left_in(self, kind: str) -> int:
        """Reserved seats of one kind for somebody new: who waits with such a claim comes first."""
        for pool in self.pools:
            if pool.kind == kind:
                return max(pool.free - pool.waiting, 0)
        return 0

    def given(self, kinds: Iterable[str]) -> list[bool]:
        """Who of a line, known by their kinds, is given a seat; never more than are free."""
        pools, left = self._free(), self.free
        answers = []
        for kind in kinds:
            pool = kind if pools.get(kind) else GENERAL
            gets = left > 0 and pools[pool] > 0
            if gets:
                pools[pool] -= 1
                left -= 1
            answers.append(gets)
        return answers

    def is_open_to(self, kind: str) -> bool:
        """Whether a free seat is one that this kind may have, its turn apart."""
        return self.given([kind])[0]

    def _waiting_kinds(self) -> list[str]:
        return list(
            chain.from_iterable(
                repeat(kind, count) for kind, count in self.waits.items()
            )
        )

    def _sizes(self) -> dict[str, int]:
        """Seats by pool. A quota never holds more than the class has."""
        sizes, left = {GENERAL: self.seats}, self.seats
        for reserve in self.reserves:
            if reserve.is_open:
                held = min(reserve.seats, left)
                sizes[reserve.kind] = held
                left -= held
        sizes[GENERAL] = left
        return sizes

    def _used(self) -> dict[str, int]:
        used = {
            kind: min(self.seated.get(kind, 0), seats)
            for kind, seats in self._sizes().items()
            if kind != GENERAL
        }
        return {GENERAL: self.taken - sum(used.values()), **used}

    def _free(self) -> dict[str, int]:
        used = self._used()
        return {
            kind: min(max(seats - used[kind], 0), self.free)
            for kind, seats in self._sizes().items()
        }

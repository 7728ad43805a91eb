"""Who is at which station when: candidates taken round the rooms of one evening.

Times are minutes from the beginning of the evening. Whatever is in use twice (a
candidate, a room, an examiner) has the minutes of change between. No turn could begin
earlier at its station: at every minute before, its candidate or each lane of the
station was in use. So it begins at the latest after all other turns of its candidate
and all turns that share a room or an examiner with one lane, each with its change,
and the break.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal, TypeAlias

Resource: TypeAlias = tuple[str, int | str]
What: TypeAlias = Literal["station", "nobody", "rooms", "examiners", "room", "time"]
# Ways of breaking ties that are tried; the shortest evening is taken.
TRIES = 6


@dataclass(frozen=True, slots=True)
class Lane:
    """A station set up in a room, and who examines there."""

    id: int
    station: int
    room: str
    examiners: frozenset[int]

    @property
    def resources(self) -> list[Resource]:
        return [("room", self.room), *(("examiner", one) for one in self.examiners)]


@dataclass(frozen=True, slots=True)
class Candidate:
    id: int
    stations: frozenset[int]
    # Lanes at which someone stands who may not examine her.
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Evening:
    """`begins` and `until` bound every turn; none lies over the `pause`."""

    # By station.
    minutes: Mapping[int, int]
    until: int
    change: int
    pause: tuple[int, int] | None = None
    begins: int = 0
    # What is in use already, whatever is planned.
    held: Mapping[Resource, Sequence[tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    starts: int
    ends: int
    candidate: int
    station: int
    lane: int


class Lacking(ValueError):
    """The evening cannot be held so; `what` it lacks, and the figures."""

    def __init__(self, what: What, **data: int | str) -> None:
        super().__init__(what)
        self.what = what
        self.data = data


def rotate(
    candidates: Collection[Candidate], lanes: Collection[Lane], evening: Evening
) -> list[Turn]:
    """Every station of every candidate, without a clash; refused with what is lacking."""
    ordered = sorted(candidates, key=lambda one: one.id)
    rooms = sorted(lanes, key=lambda one: one.id)
    _refuse_plainly_lacking(ordered, rooms, evening)
    turns = _shortest(ordered, rooms, evening)
    if length(turns) > evening.until:
        raise _lacking(ordered, rooms, evening, length(turns))
    return sorted(turns)


def length(turns: Collection[Turn]) -> int:
    return max((turn.ends for turn in turns), default=0)


def at_once(minutes: int, evening: Evening) -> int:
    """How many turns of that many minutes one lane holds in the evening."""
    each = minutes + evening.change
    if evening.pause is None:
        return max(evening.until - evening.begins + evening.change, 0) // each
    stops, goes_on = evening.pause
    before = min(stops, evening.until) - evening.begins
    after = evening.until - max(goes_on, evening.begins)
    return sum(max(part + evening.change, 0) // each for part in (before, after))


def _refuse_plainly_lacking(
    candidates: Sequence[Candidate], lanes: Sequence[Lane], evening: Evening
) -> None:
    having = Counter(lane.station for lane in lanes)
    taken = Counter(station for one in candidates for station in one.stations)
    for station in sorted(taken):
        if not having[station]:
            raise Lacking("station", station=station)
    for one in candidates:
        for station in sorted(one.stations):
            if not _open_to(one, station, lanes):
                raise Lacking("nobody", candidate=one.id, station=station)
    for station in sorted(taken):
        fit = at_once(evening.minutes[station], evening)
        if not fit:
            raise Lacking("time", needs=evening.minutes[station])
        if taken[station] > fit * having[station]:
            needs = -(-taken[station] // fit)
            raise Lacking("rooms", station=station, needs=needs, has=having[station])


def _lacking(
    candidates: Sequence[Candidate],
    lanes: Sequence[Lane],
    evening: Evening,
    needs: int,
) -> Lacking:
    """Which of two things it is: those who examine at two stations, or the time."""
    load = Counter(
        resource
        for one in candidates
        for station in one.stations
        for resource in _everywhere(_open_to(one, station, lanes))
    )
    without: list[tuple[What, str, list[Lane]]] = [
        (
            "examiners",
            "examiner",
            [replace(one, examiners=frozenset()) for one in lanes],
        ),
        ("room", "room", [replace(one, room=f"{one.id}") for one in lanes]),
    ]
    for what, kind, bare in without:
        most = [
            resource for resource, _turns in load.most_common() if resource[0] == kind
        ]
        if most and length(_shortest(candidates, bare, evening)) <= evening.until:
            figures: dict[str, int | str] = {kind: most[0][1], "turns": load[most[0]]}
            return Lacking(what, **figures)
    return Lacking("time", needs=needs)


def _everywhere(lanes: Sequence[Lane]) -> set[Resource]:
    """What every one of the lanes needs."""
    return set.intersection(*(set(lane.resources) for lane in lanes))


def _open_to(one: Candidate, station: int, lanes: Sequence[Lane]) -> list[Lane]:
    return [
        lane for lane in lanes if lane.station == station and lane.id not in one.barred
    ]


def _shortest(
    candidates: Sequence[Candidate], lanes: Sequence[Lane], evening: Evening
) -> list[Turn]:
    """The same for the same input, in whatever order that is given."""
    found: list[list[Turn]] = []
    for seed in range(TRIES):
        found.append(_Round(candidates, lanes, evening, seed).turns())
    return min(found, key=lambda turns: (length(turns), _waiting(turns)))


def _waiting(turns: Collection[Turn]) -> int:
    """Minutes that candidates spend between their first turn and their last."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for turn in sorted(turns):
        first.setdefault(turn.candidate, turn.starts)
        last[turn.candidate] = turn.ends
    return sum(last[one] - first[one] for one in first)


class _Round:
    """One way through the evening: at every moment whoever can begin does, longest way first."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        lanes: Sequence[Lane],
        evening: Evening,
        seed: int,
    ) -> None:
        self.evening = evening
        self.free_at: dict[Resource, int] = {}
        self.used: Counter[int] = Counter()
        luck = Random(seed)
        self.waiting = {
            (one.id, station): luck.random() if seed else 0.0
            for one in candidates
            for station in sorted(one.stations)
        }
        self.lanes = {
            (one.id, station): _open_to(one, station, lanes)
            for one in candidates
            for station in one.stations
        }
        self.own: Counter[int] = Counter()
        self.at: Counter[int] = Counter()
        self.having = Counter(lane.station for lane in lanes)
        for one, station in self.waiting:
            self.own[one] += evening.minutes[station] + evening.change
            self.at[station] += evening.minutes[station] + evening.change

    def turns(self) -> list[Turn]:
        now, found = self.evening.begins, []
        while self.waiting:
            found += self._begin(now)
            now = self._next(now)
        return found

    def _begin(self, now: int) -> list[Turn]:
        begun = []
        for one, station in sorted(self.waiting, key=self._urgency):
            ends = now + self.evening.minutes[station]
            if not self._is_free(("candidate", one), now, ends):
                continue
            free = [
                lane
                for lane in self.lanes[one, station]
                if all(self._is_free(each, now, ends) for each in lane.resources)
            ]
            if free:
                lane = min(free, key=lambda each: (self.used[each.id], each.id))
                begun.append(self._take(Turn(now, ends, one, station, lane.id), lane))
        return begun

    def _urgency(self, task: tuple[int, int]) -> tuple[float, float, float, int, int]:
        one, station = task
        alone = self.at[station] / self.having[station]
        longest = max(self.own[one], alone)
        return -longest, -self.own[one], self.waiting[task], one, station

    def _take(self, turn: Turn, lane: Lane) -> Turn:
        again = turn.ends + self.evening.change
        for resource in (("candidate", turn.candidate), *lane.resources):
            self.free_at[resource] = again
        del self.waiting[turn.candidate, turn.station]
        self.used[lane.id] += 1
        self.own[turn.candidate] -= again - turn.starts
        self.at[turn.station] -= again - turn.starts
        return turn

    def _is_free(self, resource: Resource, starts: int, ends: int) -> bool:
        if self.free_at.get(resource, starts) > starts:
            return False
        pause, change = self.evening.pause, self.evening.change
        if pause and starts < pause[1] and pause[0] < ends:
            return False
        return all(
            ends + change <= since or to + change <= starts
            for since, to in self.evening.held.get(resource, ())
        )

    def _next(self, now: int) -> int:
        return min((at for at in self._moments() if at > now), default=now + 1)

    def _moments(self) -> Iterator[int]:
        yield from self.free_at.values()
        for times in self.evening.held.values():
            yield from (to + self.evening.change for _since, to in times)
        if self.evening.pause:
            yield self.evening.pause[1]

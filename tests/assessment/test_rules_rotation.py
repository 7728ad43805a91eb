"""Candidates go round the rooms of an evening without a clash, and no later than the stated bound."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school.assessment.rules.rotation import (
    Candidate,
    Evening,
    Lacking,
    Lane,
    Turn,
    length,
    rotate,
)

LONG = 100_000


@dataclass(frozen=True)
class World:
    candidates: tuple[Candidate, ...]
    lanes: tuple[Lane, ...]
    evening: Evening

    def lanes_of(self, turn: Turn) -> list[Lane]:
        barred = next(one.barred for one in self.candidates if one.id == turn.candidate)
        return [
            lane
            for lane in self.lanes
            if lane.station == turn.station and lane.id not in barred
        ]

    def lane(self, turn: Turn) -> Lane:
        return next(lane for lane in self.lanes if lane.id == turn.lane)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Rooms with two stations, examiners in two rooms, breaks, things in use already."""
    stations = range(1, draw(st.integers(1, 4)) + 1)
    lanes = []
    for station in [*stations, *draw(st.lists(st.sampled_from(stations), max_size=3))]:
        examiners = draw(st.frozensets(st.integers(1, 6), min_size=1, max_size=2))
        room = draw(st.sampled_from("ABCDEFG"))
        lanes.append(Lane(len(lanes) + 1, station, room, examiners))
    extra = {
        station: [x.id for x in lanes if x.station == station] for station in stations
    }
    candidates = [
        Candidate(
            number,
            draw(st.frozensets(st.sampled_from(stations), min_size=1)),
            frozenset(
                ids[0] for ids in extra.values() if len(ids) > 1 and draw(st.booleans())
            ),
        )
        for number in range(1, draw(st.integers(1, 7)) + 1)
    ]
    minutes = {station: draw(st.integers(1, 15)) for station in stations}
    pause = draw(st.none() | st.tuples(st.integers(0, 60), st.integers(1, 20)))
    times = st.tuples(st.integers(-20, 60), st.integers(1, 30))
    held = draw(st.dictionaries(st.sampled_from("ABC"), st.lists(times, max_size=2)))
    return World(
        tuple(candidates),
        tuple(lanes),
        Evening(
            minutes,
            until=LONG,
            change=draw(st.integers(0, 5)),
            pause=(pause[0], sum(pause)) if pause else None,
            begins=draw(st.integers(0, 10)),
            held={
                ("room", room): [(at, at + lasts) for at, lasts in uses]
                for room, uses in held.items()
            },
        ),
    )


def uses(world: World, turns: Sequence[Turn]) -> dict[object, list[tuple[int, int]]]:
    found: dict[object, list[tuple[int, int]]] = defaultdict(list)
    for turn in turns:
        resources = [("candidate", turn.candidate), *world.lane(turn).resources]
        for resource in resources:
            found[resource].append((turn.starts, turn.ends))
    for resource, times in world.evening.held.items():
        if resource in found:
            found[resource] += times
    return found


@settings(max_examples=120)
@given(worlds())
def test_nobody_and_nothing_is_in_two_places_and_everybody_is_done(
    world: World,
) -> None:
    turns = rotate(world.candidates, world.lanes, world.evening)
    done = sorted((turn.candidate, turn.station) for turn in turns)
    assert done == sorted(
        (one.id, station) for one in world.candidates for station in one.stations
    )
    for turn in turns:
        assert turn.ends - turn.starts == world.evening.minutes[turn.station]
        assert turn.starts >= world.evening.begins
        assert world.lane(turn) in world.lanes_of(turn)
        if pause := world.evening.pause:
            assert turn.ends <= pause[0] or pause[1] <= turn.starts
    held: dict[object, set[tuple[int, int]]] = {
        resource: set(times) for resource, times in world.evening.held.items()
    }
    for resource, times in uses(world, turns).items():
        ordered = sorted(times)
        for one, other in zip(ordered, ordered[1:], strict=False):
            if {one, other} <= held.get(resource, set()):
                continue
            assert one[1] + world.evening.change <= other[0], resource


@settings(max_examples=60)
@given(worlds(), st.randoms())
def test_the_order_of_what_is_given_never_matters(world: World, luck: Random) -> None:
    candidates, lanes = list(world.candidates), list(world.lanes)
    luck.shuffle(candidates)
    luck.shuffle(lanes)
    assert rotate(candidates, lanes, world.evening) == rotate(
        world.candidates, world.lanes, world.evening
    )


@settings(max_examples=60)
@given(worlds())
def test_every_turn_begins_by_the_stated_bound(world: World) -> None:
    evening = replace(world.evening, held={}, pause=None)
    turns = rotate(world.candidates, world.lanes, evening)
    for turn in turns:
        before = [one for one in turns if one.starts < turn.starts]
        own = _whole(
            [one for one in before if one.candidate == turn.candidate], evening
        )
        for lane in world.lanes_of(turn):
            shared = [
                one
                for one in before
                if {*world.lane(one).resources} & {*lane.resources}
            ]
            assert turn.starts <= evening.begins + own + _whole(shared, evening)


def _whole(turns: Sequence[Turn], evening: Evening) -> int:
    return sum(turn.ends - turn.starts + evening.change for turn in turns)


def parallel(count: int, *, stations: int = 7, each: int = 3, firsts: int = 3) -> World:
    """The curriculum's own evening: one station for all, the others drawn in turn."""
    rooms = [1] * firsts + list(range(2, stations + 1))
    lanes = tuple(
        Lane(number, station, f"R{number}", frozenset({2 * number, 2 * number + 1}))
        for number, station in enumerate(rooms, start=1)
    )
    others = stations - 1
    candidates = tuple(
        Candidate(
            one,
            frozenset(
                {1, *(2 + (one + step * 3) % others for step in range(each - 1))}
            ),
        )
        for one in range(1, count + 1)
    )
    minutes = dict.fromkeys(range(1, stations + 1), 8)
    return World(candidates, lanes, Evening(minutes, until=135, change=2))


def test_thirty_candidates_with_three_stations_each_fit_one_evening() -> None:
    world = parallel(30)
    assert length(rotate(world.candidates, world.lanes, world.evening)) <= 135


def test_forty_candidates_at_eight_stations_leave_no_room_empty() -> None:
    lanes = [Lane(one, one, f"R{one}", frozenset({one})) for one in range(1, 9)]
    candidates = [Candidate(one, frozenset(range(1, 9))) for one in range(1, 41)]
    evening = Evening(dict.fromkeys(range(1, 9), 8), until=LONG, change=2)
    assert length(rotate(candidates, lanes, evening)) == 40 * 10 - 2


def refused(world: World) -> Lacking:
    with pytest.raises(Lacking) as caught:
        rotate(world.candidates, world.lanes, world.evening)
    return caught.value


def test_what_is_lacking_is_named() -> None:
    world = parallel(30)
    none_for_two = tuple(lane for lane in world.lanes if lane.station != 2)
    assert refused(replace(world, lanes=none_for_two)).what == "station"
    one_for_all = parallel(30, firsts=1)
    rooms = refused(one_for_all)
    assert (rooms.what, rooms.data) == ("rooms", {"station": 1, "needs": 3, "has": 1})
    shared = tuple(replace(lane, examiners=frozenset({1, 2})) for lane in world.lanes)
    assert refused(replace(world, lanes=shared)).what == "examiners"
    one_room = tuple(replace(lane, room="R") for lane in world.lanes)
    assert refused(replace(world, lanes=one_room)).what == "room"
    barred = tuple(
        replace(one, barred=frozenset({1, 2, 3})) if one.id == 5 else one
        for one in world.candidates
    )
    nobody = refused(replace(world, candidates=barred))
    assert (nobody.what, nobody.data) == ("nobody", {"candidate": 5, "station": 1})
    short = replace(world.evening, until=7)
    assert refused(replace(world, evening=short)).what == "time"


def test_too_little_time_says_how_much_there_has_to_be() -> None:
    lanes = (Lane(1, 1, "A", frozenset({1})), Lane(2, 2, "B", frozenset({2})))
    candidates = (Candidate(1, frozenset({1, 2})),)
    evening = Evening({1: 10, 2: 10}, until=20, change=2)
    lacking = refused(World(candidates, lanes, evening))
    assert (lacking.what, lacking.data) == ("time", {"needs": 22})

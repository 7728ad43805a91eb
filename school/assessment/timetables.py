"""The plan of an evening as a table: times down, rooms across."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from school.assessment.day_proposals import Proposal
from school.assessment.engagements import examiners_at, with_examiners
from school.assessment.models import AssessmentDay, Lane, Practical, Slot
from school.courses.models import Station
from school.people.models import User


@dataclass(frozen=True, slots=True)
class Cell:
    practical: Practical
    starts_at: datetime
    ends_at: datetime
    is_begun: bool = False
    # Who examines here in place of those of the room, where somebody does.
    instead: Sequence[User] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A column: the station in its room, its examiners, and its turns in order."""

    room: str
    station: Station
    examiners: Sequence[User]
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Row:
    starts_at: datetime
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Timetable:
    rooms: Sequence[Room]

    @property
    def rows(self) -> list[Row]:
        times = sorted({cell.starts_at for room in self.rooms for cell in room.cells})
        by_time = [{cell.starts_at: cell for cell in room.cells} for room in self.rooms]
        return [Row(at, [cells.get(at) for cells in by_time]) for at in times]

    @property
    def candidates(self) -> int:
        return len({one.practical.pk for room in self.rooms for one in room.cells})

    @property
    def ends_at(self) -> datetime:
        return max(cell.ends_at for room in self.rooms for cell in room.cells)


def of_day(day: AssessmentDay) -> Timetable:
    slots: dict[int, list[Slot]] = defaultdict(list)
    for slot in _slots(day):
        slots[slot.lane_id].append(slot)
    lanes = day.lanes.select_related("station").prefetch_related("examiners")
    return _timetable(_room(lane, slots[lane.pk]) for lane in lanes)


def of_proposal(proposal: Proposal) -> Timetable:
    """What is proposed, beside what has begun and stays."""
    kept: dict[Lane, list[Slot]] = defaultdict(list)
    for slot in proposal.kept:
        kept[slot.lane].append(slot)
    rooms = [_room(lane, slots, is_begun=True) for lane, slots in kept.items()]
    for number, lane in enumerate(proposal.plan.lanes):
        cells = [
            Cell(turn.place.practical, turn.starts_at, turn.ends_at)
            for turn in proposal.turns
            if turn.lane == number
        ]
        rooms.append(Room(lane.room, lane.station, lane.examiners, cells))
    return _timetable(rooms)


def _timetable(rooms: Iterable[Room]) -> Timetable:
    """Without the rooms to which nobody comes."""
    return Timetable([room for room in rooms if room.cells])


def _slots(day: AssessmentDay) -> Iterable[Slot]:
    return (
        with_examiners(Slot.objects.filter(lane__day=day))
        .select_related("practical_station__practical__enrollment__person")
        .order_by("starts_at")
    )


def _room(lane: Lane, slots: Iterable[Slot], *, is_begun: bool = False) -> Room:
    staff = list(lane.examiners.all())
    cells = [
        Cell(
            slot.practical_station.practical,
            slot.starts_at,
            slot.ends_at,
            is_begun,
            [user for user in examiners_at(slot) if user not in staff],
        )
        for slot in slots
    ]
    return Room(lane.room, lane.station, staff, cells)

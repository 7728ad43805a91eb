"""What follows from a class's status, its calendar and its duties."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

# verb -> (the statuses it leads from, the status it leads to)
COHORT_TRANSITIONS: Mapping[str, tuple[frozenset[str], str]] = {
    "announce": (frozenset({"draft"}), "announced"),
    "open_enrollment": (frozenset({"draft", "announced"}), "enrolling"),
    "start": (frozenset({"enrolling"}), "running"),
    "begin_assessment": (frozenset({"running"}), "assessing"),
    "complete": (frozenset({"assessing"}), "completed"),
    "cancel": (
        frozenset({"draft", "announced", "enrolling", "running"}),
        "cancelled",
    ),
}

# Who leads an evening, as the curriculum says it -> speciality of the lecturer.
SPECIALITY = {
    "nurse_instructor": "nurse_instructor",
    "maternity_matron": "maternity_expert",
    "elder_care_expert": "elder_care_expert",
    "cleaning_trainer": "cleaning_expert",
    "organising_trainer": "cleaning_expert",
}
# … -> duty, where the evening is not a lecturer's.
DUTY = {"examiner": "examiner", "head_teacher": "head_teacher"}


def next_status(verb: str, status: str) -> str | None:
    """Where `verb` leads from `status`; None where it does not apply."""
    sources, target = COHORT_TRANSITIONS[verb]
    return target if status in sources else None


def verbs_from(status: str) -> list[str]:
    return [
        verb for verb, (sources, _to) in COHORT_TRANSITIONS.items() if status in sources
    ]


def evening_dates(
    starts_on: date,
    *,
    weekdays: Collection[int],
    count: int,
    skipping: Collection[date] = (),
) -> list[date]:
    """The first `count` dates from `starts_on` on that fall on `weekdays` (Monday is 0)."""
    if not weekdays:
        return []

    def fitting() -> Iterator[date]:
        day = starts_on
        while True:
            if day.weekday() in weekdays and day not in skipping:
                yield day
            day += timedelta(days=1)

    return list(islice(fitting(), count))


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody with a duty in the class, and the speciality of a lecturer ("" for others)."""

    user_id: int
    duty: str
    speciality: str = ""


def teachers(lead_roles: Sequence[str], staff: Iterable[OnDuty]) -> list[int | None]:
    """Who leads each evening: those of the fitting speciality in turn, else any instructor in turn."""
    staff = list(staff)
    turns: dict[tuple[int, ...], int] = {}
    chosen: list[int | None] = []
    for role in lead_roles:
        able = tuple(_able(role, staff))
        turn = turns.get(able, 0)
        chosen.append(able[turn % len(able)] if able else None)
        turns[able] = turn + 1
    return chosen


def _able(role: str, staff: Sequence[OnDuty]) -> list[int]:
    instructors = [one for one in staff if one.duty == "instructor"]
    if role in DUTY:
        fitting = [one for one in staff if one.duty == DUTY[role]]
    else:
        speciality = SPECIALITY.get(role, role)
        fitting = [one for one in instructors if one.speciality == speciality]
    return [one.user_id for one in fitting or instructors]


def unconfirmed(count: int, ticked: Collection[int]) -> list[int]:
    """Positions of what the nurse-instructor has not confirmed."""
    return [position for position in range(count) if position not in ticked]


@dataclass(frozen=True, slots=True)
class Booking:
    """An evening as far as clashes are concerned."""

    venue_id: int
    room: str
    teacher_id: int | None


def clashes(wanted: Booking, taken: Booking) -> str:
    """What two evenings at the same time both need: "room", "teacher" or ""."""
    if (wanted.venue_id, wanted.room) == (taken.venue_id, taken.room):
        return "room"
    if wanted.teacher_id and wanted.teacher_id == taken.teacher_id:
        return "teacher"
    return ""

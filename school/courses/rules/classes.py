"""What follows from a class's status, its calendar and its duties."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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


LONGEST_EVENING = timedelta(hours=8)


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
    is_off: Callable[[date], bool] | None = None,
) -> list[date]:
    """The first `count` dates from `starts_on` on that fall on `weekdays` (Monday is 0).

    Days in `skipping`, and those of which `is_off` says so, are left out.
    """
    if not weekdays:
        return []

    def fitting() -> Iterator[date]:
        day = starts_on
        while True:
            fits = day.weekday() in weekdays and day not in skipping
            if fits and not (is_off and is_off(day)):
                yield day
            day += timedelta(days=1)

    return list(islice(fitting(), count))


def evening_of(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """What two times of the clock mean on `day`: an end before the beginning is next day's."""
    starts, stops = datetime.combine(day, begins), datetime.combine(day, ends)
    return starts, stops if stops > starts else stops + timedelta(days=1)


def term_of(day: date) -> tuple[date, date]:
    """The half of the school year around `day`: from September or from March on."""
    if 3 <= day.month <= 8:
        return date(day.year, 3, 1), date(day.year, 8, 31)
    year = day.year if day.month >= 9 else day.year - 1
    return date(year, 9, 1), date(year + 1, 3, 1) - timedelta(days=1)


def is_evening(starts_at: datetime, ends_at: datetime) -> bool:
    """Has a length, and one that people sit through; longer, a time was mistyped."""
    return timedelta() < ends_at - starts_at <= LONGEST_EVENING


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
    cohort_id: int | None = None


def clashes(wanted: Booking, taken: Booking) -> list[str]:
    """What two evenings at the same time both need, of "class", "room" and "teacher"."""
    needed = {
        "class": wanted.cohort_id and wanted.cohort_id == taken.cohort_id,
        "room": (wanted.venue_id, wanted.room) == (taken.venue_id, taken.room),
        "teacher": wanted.teacher_id and wanted.teacher_id == taken.teacher_id,
    }
    return [what for what, is_so in needed.items() if is_so]

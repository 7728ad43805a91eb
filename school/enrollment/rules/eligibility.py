"""What stands between a person and a class. Every reason is found, not only the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

# A certificate of the class on the left serves where one on the right is asked for.
SERVES: Mapping[str, frozenset[str]] = {
    "basic": frozenset({"basic"}),
    "infant": frozenset({"basic", "infant"}),
}
# Once an application stands, what it was judged by does not count again; this does.
LATER = frozenset({"already_in_course", "on_hold", "session_clash"})
# Two places in one course are nobody's to give.
NEVER_WAIVED = frozenset({"already_in_course"})


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiver:
    """What may be let pass: all for the registrar's reason, working hours by the applicant's word."""

    reason: str = ""
    shifts: bool = False


NO_WAIVER = Waiver()


@dataclass(frozen=True, slots=True)
class Demands:
    """What the course asks; None and "" ask nothing."""

    youngest: int | None = None
    oldest: int | None = None
    prerequisite: str = ""
    health_class: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One evening, in the time of the place."""

    starts: datetime
    ends: datetime
    of: str = ""
    # Two classes may bear one name.
    key: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Class:
    """The class that is applied for."""

    first: date
    last: date
    meetings: Sequence[Meeting] = ()
    demands: Demands = Demands()


@dataclass(frozen=True, slots=True)
class Applicant:
    birth: date | None = None
    has_prerequisite: bool = False
    # class of certificate, last day
    health: Sequence[tuple[str, date]] = ()
    holds: Sequence[str] = ()
    other_place: str = ""
    other_key: int = 0
    has_completed: bool = False
    meetings: Sequence[Meeting] = ()
    works: Sequence[Work] = ()


def reasons(applicant: Applicant, wanted: Class) -> list[Reason]:
    """Everything that stands against this person in this class."""
    return [
        *_age(applicant.birth, wanted),
        *_prerequisite(applicant, wanted.demands),
        *_health(applicant.health, wanted),
        *(Reason("on_hold", {"reason": hold}) for hold in applicant.holds),
        *_places(applicant),
        *_evenings(
            # Whoever gives that place up is free on its evenings too.
            [
                one
                for one in applicant.meetings
                if (one.of, one.key) != (applicant.other_place, applicant.other_key)
            ],
            wanted.meetings,
        ),
        *_works(applicant.works, wanted.meetings),
    ]


def age_on(birth: date, day: date) -> int:
    """In full years; whoever was born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def overlap(work: Work, meeting: Meeting) -> bool:
    """A shift of the evening before may reach into the day of the meeting."""
    nights = 1 if work.ends <= work.begins else 0
    day = meeting.starts.date() - timedelta(days=1)
    while day <= meeting.ends.date():
        if day.weekday() == work.weekday:
            begins = datetime.combine(day, work.begins)
            ends = datetime.combine(day + timedelta(days=nights), work.ends)
            if begins < meeting.ends and ends > meeting.starts:
                return True
        day += timedelta(days=1)
    return False


def _age(birth: date | None, wanted: Class) -> Iterator[Reason]:
    if birth is None:
        return
    age, demands = age_on(birth, wanted.first), wanted.demands
    if demands.youngest is not None and age < demands.youngest:
        yield Reason("too_young", {"age": age, "youngest": demands.youngest})
    if demands.oldest is not None and age > demands.oldest:
        yield Reason("too_old", {"age": age, "oldest": demands.oldest})


def _prerequisite(applicant: Applicant, demands: Demands) -> Iterator[Reason]:
    if demands.prerequisite and not applicant.has_prerequisite:
        yield Reason("prerequisite_missing", {"course": demands.prerequisite})


def _health(checks: Sequence[tuple[str, date]], wanted: Class) -> Iterator[Reason]:
    asked = wanted.demands.health_class
    if not asked:
        return
    ends = [day for kind, day in checks if asked in SERVES.get(kind, frozenset())]
    if not ends:
        yield Reason("health_check_missing", {"kind": asked})
    elif max(ends) < wanted.last:
        yield Reason("health_check_ends", {"until": max(ends), "last": wanted.last})


def _places(applicant: Applicant) -> Iterator[Reason]:
    if applicant.other_place:
        yield Reason("already_in_course", {"cohort": applicant.other_place})
    if applicant.has_completed:
        yield Reason("course_completed")


def _evenings(own: Sequence[Meeting], wanted: Sequence[Meeting]) -> Iterator[Reason]:
    clashes: dict[str, list[datetime]] = {}
    for meeting in wanted:
        for other in own:
            if other.starts < meeting.ends and other.ends > meeting.starts:
                clashes.setdefault(other.of, []).append(meeting.starts)
    for of, starts in clashes.items():
        data = {"cohort": of, "count": len(set(starts)), "first": min(starts)}
        yield Reason("session_clash", data)


def _works(works: Sequence[Work], wanted: Sequence[Meeting]) -> Iterator[Reason]:
    clashes = [m.starts for m in wanted if any(overlap(work, m) for work in works)]
    if clashes:
        data = {"count": len(clashes), "first": min(clashes)}
        yield Reason("shift_clash", data)

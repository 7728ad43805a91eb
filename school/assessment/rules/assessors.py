"""Who may not mark whom: every reason, not the first one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from school.assessment.rules.verdict import Reason

NO_DUTY = "no_duty"
LICENCE_MISSING = "licence_missing"
LICENCE_ELSEWHERE = "licence_elsewhere"
LICENCE_NOT_YET = "licence_not_yet"
LICENCE_OVER = "licence_over"
ONESELF = "oneself"
RELATIVE = "relative"
KNOWN = "known"
SAME_COMPANY = "same_company"
HAS_SHEET = "has_sheet"
ONLY_OWN = "only_own"
BUSY = "busy"
CLASS_FULL = "class_full"
DAY_FULL = "day_full"


@dataclass(frozen=True, slots=True)
class Licensed:
    """A licence: of which courses, from when until when, and how much at most."""

    valid_from: date
    valid_until: date
    courses: frozenset[int]
    sheets_a_class: int | None = None
    sheets_a_day: int | None = None

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_until


@dataclass(frozen=True, slots=True)
class Engaged:
    """Where she is wanted at a time: a turn of another candidate, or an evening she teaches."""

    starts_at: datetime
    ends_at: datetime
    where: str
    cohort: str


@dataclass(frozen=True, slots=True)
class Assessor:
    id: int
    # Has the duty of examiner in the class.
    is_on_duty: bool = True
    # Teaches the class.
    teaches: bool = False
    licences: tuple[Licensed, ...] = ()
    # By person, RELATIVE or KNOWN.
    conflicts: Mapping[int, str] = field(default_factory=dict)
    person: int | None = None
    companies: frozenset[int] = frozenset()
    # Sheets that were given to her already.
    sheets_of_class: int = 0
    sheets_of_day: int = 0
    engaged: tuple[Engaged, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be marked: in a class, and of whom where that is known."""

    course: int
    on: date
    needs_licence: bool = False
    person: int | None = None
    company: int | None = None
    # Those who mark the same station.
    others: frozenset[int] = frozenset()
    all_others_teach: bool = False
    # When she has to be there, where that is planned.
    turn: tuple[datetime, datetime] | None = None


def reasons_against(assessor: Assessor, task: Task) -> tuple[Reason, ...]:
    """Everything that stands against giving her the sheet; empty when nothing does."""
    return (
        *_duty(assessor),
        *_licence(assessor, task),
        *_ties(assessor, task),
        *_company_at_the_station(assessor, task),
        *_engaged(assessor, task),
        *_load(assessor, task),
    )


def _duty(assessor: Assessor) -> Iterator[Reason]:
    if not assessor.is_on_duty:
        yield Reason(NO_DUTY)


def _licence(assessor: Assessor, task: Task) -> Iterator[Reason]:
    if not task.needs_licence:
        return
    of_course = [one for one in assessor.licences if task.course in one.courses]
    if any(one.is_in_force(task.on) for one in of_course):
        return
    if of_course:
        latest = max(of_course, key=lambda one: one.valid_until)
        if latest.valid_until < task.on:
            yield Reason(LICENCE_OVER, {"day": latest.valid_until})
        else:
            begins = min(o.valid_from for o in of_course if o.valid_from > task.on)
            yield Reason(LICENCE_NOT_YET, {"day": begins})
        return
    yield Reason(LICENCE_ELSEWHERE if assessor.licences else LICENCE_MISSING)


def _ties(assessor: Assessor, task: Task) -> Iterator[Reason]:
    if task.person is not None:
        if assessor.person == task.person:
            yield Reason(ONESELF)
        if kind := assessor.conflicts.get(task.person):
            yield Reason(kind)
    if task.company is not None and task.company in assessor.companies:
        yield Reason(SAME_COMPANY)


def _company_at_the_station(assessor: Assessor, task: Task) -> Iterator[Reason]:
    others = task.others - {assessor.id}
    if assessor.id in task.others:
        yield Reason(HAS_SHEET)
    elif others and task.all_others_teach and assessor.teaches:
        yield Reason(ONLY_OWN)


def _engaged(assessor: Assessor, task: Task) -> Iterator[Reason]:
    # At a station where she has a sheet she is wanted for that one.
    if task.turn is None or assessor.id in task.others:
        return
    starts_at, ends_at = task.turn
    for one in sorted(assessor.engaged, key=lambda each: each.starts_at):
        if one.starts_at < ends_at and starts_at < one.ends_at:
            data = {"at": one.starts_at, "where": one.where, "cohort": one.cohort}
            yield Reason(BUSY, data)
            return


def _load(assessor: Assessor, task: Task) -> Iterator[Reason]:
    in_force = [
        one
        for one in assessor.licences
        if task.course in one.courses and one.is_in_force(task.on)
    ]
    for code, has, limits in (
        (
            CLASS_FULL,
            assessor.sheets_of_class,
            [one.sheets_a_class for one in in_force],
        ),
        (DAY_FULL, assessor.sheets_of_day, [one.sheets_a_day for one in in_force]),
    ):
        most = min((limit for limit in limits if limit is not None), default=None)
        if most is not None and has >= most:
            yield Reason(code, {"has": has, "most": most})

"""How far the examiners of a course agreed, by released practicals alone, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from school.assessment.models import CriticalMark, ItemMark, Marking, Practical
from school.assessment.rules import agreement as rules
from school.assessment.rules.agreement import Agreement, Bias
from school.courses.models import Course, CriticalFail, Item
from school.people.models import User

Subject = TypeVar("Subject", Item, CriticalFail)
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step or a critical fail; of several editions where its words and points are the same."""

    station: str
    code: str
    text: str
    # Of a critical fail there are none.
    points: int | None
    agreement: Agreement
    # Pairs in which one saw the critical fail, or both.
    seen: int = 0


@dataclass(frozen=True, slots=True)
class ExaminerLine:
    name: str
    bias: Bias


@dataclass(frozen=True, slots=True)
class Report:
    course: Course
    since: date
    until: date
    practicals: int
    steps: Sequence[StepLine]
    criticals: Sequence[StepLine]
    examiners: Sequence[ExaminerLine]

    @property
    def to_train(self) -> list[StepLine]:
        """What the examiners see differently, the worst first."""
        poor = [
            line
            for line in (*self.steps, *self.criticals)
            if line.agreement.level == rules.POOR
        ]
        return sorted(poor, key=lambda line: line.agreement.kappa or 0)


@dataclass(slots=True)
class _Sheets:
    """The blind sheets that were handed in, by the drawn station, with what they say."""

    by_place: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    station: dict[int, int] = field(default_factory=dict)
    examiner: dict[int, int] = field(default_factory=dict)
    points: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    seen: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    practicals: set[int] = field(default_factory=set)


def agreement_in(course: Course, *, since: date, until: date) -> Report:
    """By practicals whose results came out from `since` to `until`, both included."""
    sheets = _read(_blind(course, since, until))
    return Report(
        course=course,
        since=since,
        until=until,
        practicals=len(sheets.practicals),
        steps=_steps(course, sheets),
        criticals=_criticals(course, sheets),
        examiners=_examiners(sheets),
    )


def _blind(course: Course, since: date, until: date) -> QuerySet[Marking]:
    """Handed in without sight of another's: whoever was called later knows that two differ."""
    begins, ends = (
        timezone.make_aware(datetime.combine(day, time()))
        for day in (since, until + timedelta(days=1))
    )
    practical = "practical_station__practical"
    return Marking.objects.uncalled().filter(
        status=Marking.Status.SUBMITTED,
        **{
            f"{practical}__status": Practical.Status.RELEASED,
            f"{practical}__released_at__gte": begins,
            f"{practical}__released_at__lt": ends,
            f"{practical}__enrollment__cohort__edition__course": course,
        },
    )


def _read(markings: QuerySet[Marking]) -> _Sheets:
    found = _Sheets()
    for pk, place, station, practical, examiner in markings.order_by("pk").values_list(
        "pk",
        "practical_station",
        "practical_station__station",
        "practical_station__practical",
        "examiner",
    ):
        found.by_place[place].append(pk)
        found.station[place] = station
        found.examiner[pk] = examiner
        found.practicals.add(practical)
    within = markings.values("pk")
    # Read in the order in which they were kept: the latest of a sheet stays.
    marks = ItemMark.objects.filter(marking__in=within).order_by("pk")
    for sheet, item, points in marks.values_list("marking", "item", "points"):
        # None: taken back. What is handed in has none left, given anew or set to 0.
        if points is not None:
            found.points[sheet][item] = points
    criticals = CriticalMark.objects.filter(marking__in=within).order_by("pk")
    for sheet, fail, is_seen in criticals.values_list(
        "marking", "critical_fail", "is_observed"
    ):
        found.seen[sheet][fail] = int(is_seen)
    return found


def _steps(course: Course, sheets: _Sheets) -> list[StepLine]:
    items = Item.objects.filter(station__edition__course=course).select_related(
        "station"
    )
    pairs = _pairs(sheets, _by_station(items), sheets.points, None)
    return [
        StepLine(
            station=str(item.station),
            code=item.code,
            text=item.text,
            points=item.points,
            agreement=rules.agreement(found),
        )
        for item, found in _by_words(items, pairs)
    ]


def _criticals(course: Course, sheets: _Sheets) -> list[StepLine]:
    fails = CriticalFail.objects.filter(station__edition__course=course).select_related(
        "station"
    )
    # Of what nobody tapped nothing is kept: it was not seen.
    pairs = _pairs(sheets, _by_station(fails), sheets.seen, 0)
    return [
        StepLine(
            station=str(fail.station),
            code=fail.code,
            text=fail.text,
            points=None,
            agreement=rules.agreement(found),
            seen=sum(any(pair) for pair in found),
        )
        for fail, found in _by_words(fails, pairs)
    ]


def _by_words(
    subjects: QuerySet[Subject], pairs: Mapping[int, Pairs]
) -> list[tuple[Subject, Pairs]]:
    """By the newest edition of each; with it count the former ones that say the same."""
    found: dict[tuple[object, ...], tuple[Subject, Pairs]] = {}
    for one in subjects.order_by("station__number", "number", "-station__edition"):
        points = one.points if isinstance(one, Item) else None
        words = (one.station.code, one.code, one.text_zh, points)
        found.setdefault(words, (one, []))[1].extend(pairs.get(one.pk, ()))
    return [(one, own) for one, own in found.values() if own]


def _by_station(
    subjects: Iterable[Item] | Iterable[CriticalFail],
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for subject in subjects:
        found[subject.station_id].append(subject.pk)
    return found


def _pairs(
    sheets: _Sheets,
    of_station: Mapping[int, Sequence[int]],
    values: Mapping[int, Mapping[int, int]],
    unmarked: int | None,
) -> dict[int, Pairs]:
    """Of each step what every two examiners of a drawn station gave for it."""
    found: dict[int, Pairs] = defaultdict(list)
    for place, markings in sheets.by_place.items():
        for subject in of_station.get(sheets.station[place], ()):
            given = [
                mark
                for sheet in markings
                if (mark := values.get(sheet, {}).get(subject, unmarked)) is not None
            ]
            found[subject] += rules.pairs_of(given)
    return found


def _examiners(sheets: _Sheets) -> list[ExaminerLine]:
    apart: dict[int, list[Fraction]] = defaultdict(list)
    for markings in sheets.by_place.values():
        totals = {sheet: sum(sheets.points[sheet].values()) for sheet in markings}
        for sheet, difference in rules.differences(totals).items():
            apart[sheets.examiner[sheet]].append(difference)
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=apart)}
    lines = [ExaminerLine(names[pk], rules.bias(own)) for pk, own in apart.items()]
    return sorted(lines, key=lambda line: (line.bias.mean or 0, line.name))

"""The showings that stand behind a skill, read from released results alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from school.assessment.models import Marking, Result
from school.assessment.rules.skills import Level, Shown, level_of
from school.enrollment.models import Enrollment
from school.lib.fields import in_language

EXAMINER = "examiner"
FULL, PARTLY, NOT_DONE = "full", "partly", "none"


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    points: Decimal
    of: int

    @property
    def done(self) -> str:
        if self.points >= self.of:
            return FULL
        return PARTLY if self.points else NOT_DONE


@dataclass(frozen=True, slots=True)
class Showing:
    """One station as it stands in the result of one practical."""

    enrollment_id: int
    practical_id: int
    at: datetime
    # Of the result, station by station, as it was frozen.
    row: dict[str, Any]
    sheets: Sequence[Marking]

    @property
    def code(self) -> str:
        return str(self.row["code"])

    @property
    def level(self) -> Level:
        return level_shown(self.row)

    @property
    def shown(self) -> Shown:
        return Shown(at=self.at, sequence=self.practical_id, level=self.level)

    @property
    def steps(self) -> list[Step]:
        return steps_of(self.row)

    @property
    def steps_in_full(self) -> int:
        return sum(step.done == FULL for step in self.steps)

    @property
    def criticals(self) -> list[str]:
        return [in_language(fail) for fail in self.row["critical"]]

    @property
    def roles(self) -> list[str]:
        """What its examiners are, each kind once."""
        return sorted({role_of(sheet) for sheet in self.sheets})


def level_shown(row: dict[str, Any]) -> Level:
    """By the points of the steps: a station that counts 0 still had its steps seen."""
    items = row["items"]
    return level_of(
        sum((Decimal(item["points"]) for item in items), Decimal()),
        sum(item["of"] for item in items),
        has_critical=bool(row["critical"]),
    )


def steps_of(row: dict[str, Any]) -> list[Step]:
    return [
        Step(in_language(item), Decimal(item["points"]), item["of"])
        for item in row["items"]
    ]


def role_of(sheet: Marking) -> str:
    speciality = getattr(sheet.examiner, "instructor", None)
    return speciality.kind if speciality else EXAMINER


def results_that_count(enrollments: Collection[int]) -> list[Result]:
    """Of each practical the last word that was released, in the order in which they were taken.

    A retake's result takes the place of the former's in the pass rule, not here: what
    was shown then was shown. A result changed on appeal does take it.
    """
    released = Result.objects.filter(
        enrollment__in=enrollments, practical__isnull=False
    ).order_by("pk")
    return list({result.practical_id: result for result in released}.values())


def showings_of(results: Iterable[Result]) -> list[Showing]:
    """A station kept from a former practical has no sheets of its own: it was shown then.

    What the later result says of it is the latest word on that showing.
    """
    in_order = list(results)
    sheets = _sheets({one.practical_id for one in in_order if one.practical_id})
    found: list[Showing] = []
    known: dict[tuple[int, str], int] = {}
    for result in in_order:
        for row in result.breakdown:
            place = (result.enrollment_id, row["code"])
            if showing := _shown_in(result, row, sheets):
                known[place] = len(found)
                found.append(showing)
            elif place in known:
                found[known[place]] = replace(found[known[place]], row=row)
    return found


def last_of_each(showings: Iterable[Showing]) -> dict[tuple[int, str], Showing]:
    """By enrolment and station."""
    return {(one.enrollment_id, one.code): one for one in showings}


def _sheets(practicals: Collection[int]) -> dict[tuple[int, str], list[Marking]]:
    # Who hears an appeal did not see it shown.
    handed_in = (
        Marking.objects.filter(
            practical_station__practical__in=practicals,
            status=Marking.Status.SUBMITTED,
        )
        .exclude(role=Marking.Role.APPEAL)
        .select_related("practical_station__station", "examiner__instructor")
    )
    found = defaultdict(list)
    for sheet in handed_in.order_by("submitted_at", "pk"):
        place = sheet.practical_station
        found[place.practical_id, place.station.code].append(sheet)
    return found


def _shown_in(
    result: Result,
    row: dict[str, Any],
    sheets: Mapping[tuple[int, str], Sequence[Marking]],
) -> Showing | None:
    practical = result.practical_id or 0
    # What is handed in later waits for the next release.
    seen = [
        sheet
        for sheet in sheets.get((practical, row["code"]), ())
        if sheet.submitted_at and sheet.submitted_at <= result.decided_at
    ]
    first = seen[0].submitted_at if seen else None
    if first is None:
        return None
    return Showing(result.enrollment_id, practical, first, row, seen)


def enrollments_that_show(person_id: int) -> list[Enrollment]:
    """The courses she is or was in, the newest last."""
    on_roll = Enrollment.objects.on_roll().filter(person=person_id)
    return list(
        on_roll.select_related("cohort__edition__course__track").order_by(
            "cohort__starts_on", "pk"
        )
    )

"""Points that the officer enters; those for a certificate come by themselves."""

from datetime import timedelta

from school.assessment.models import Result
from school.attendance import ledger
from school.enrollment.models import Enrollment
from school.learning.hours import counted_minutes
from school.points.actions import award, reverse
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import ClassBook, Member, School

EXCELLENT = 90
# Rule, what it is given for, how it is entered in words.
DEEDS = (
    ("S05", "praise", "雇主来信表扬，电话核实"),
    ("C01", "volunteer", "重阳节为独居老人理发、打扫"),
    ("S04", "spot_check", "二十条抽查 94 分"),
    ("I02", "health_check", "体检按期更新"),
    ("C02", "hazard", "发现楼道电线外露，报社区处理"),
)


def after_certificates(school: School, book: ClassBook) -> None:
    """For a full class, for excellent theory, for excellent practice."""
    by = school.staff["points_officer"]
    enrollments = [member.enrollment.pk for member in book.members]
    credited = counted_minutes(enrollments)
    scheduled = ledger.scheduled_minutes([book.cohort.pk])[book.cohort.pk]
    results = Result.objects.current().filter(
        enrollment__in=enrollments, enrollment__status=Enrollment.Status.COMPLETED
    )
    with at(on(book.last_evening + timedelta(days=16), 15)):
        for result in results.select_related("enrollment__person", "attempt"):
            for rule, source in _merits(result, credited, scheduled):
                award(
                    result.enrollment.person,
                    rule_code=rule,
                    source_type=source,
                    source_id=_source_id(book, source),
                    by=by,
                    reason=book.cohort.name,
                )


def _merits(
    result: Result, credited: dict[int, int], scheduled: int
) -> list[tuple[str, str]]:
    first = result.attempt and result.attempt.number == 1
    merits = []
    if credited[result.enrollment_id] >= scheduled:
        merits.append(("T02", "cohort"))
    if first and (result.theory_points or 0) >= EXCELLENT:
        merits.append(("T03", "course"))
    if (result.practical_points or 0) >= EXCELLENT and result.supersedes_id is None:
        merits.append(("T04", "course"))
    return merits


def _source_id(book: ClassBook, source: str) -> str:
    return book.cohort.code if source == "cohort" else book.cohort.edition.course.code


def over_the_year(school: School, members: list[Member]) -> None:
    """What workers did well since; one posting was a mistake and is reversed."""
    by, postings = school.staff["points_officer"], []
    for number, member in enumerate(members):
        rule, source, reason = DEEDS[number % len(DEEDS)]
        day = school.today - timedelta(days=7 + 11 * number)
        with at(on(day, 10)):
            posting = award(
                member.trainee.person,
                rule_code=rule,
                source_type=source,
                source_id=f"{day:%Y%m%d}-{number + 1}",
                by=by,
                reason=reason,
            )
        postings.append(posting)
    with at(on(school.today - timedelta(days=5), 11)):
        reverse(postings[0], by=by, reason="记错人，表扬信写的是同名学员")

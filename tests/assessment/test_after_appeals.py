"""What follows from an appeal that was heard, and from a retake after it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.agreement import agreement_in
from school.assessment.matrix import matrix_of
from school.assessment.models import Appeal, Result
from school.assessment.skills.profile import profile_of
from school.certificates import actions as certificates
from school.certificates.models import Certificate
from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.learning.actions import open_lesson
from school.notices.models import Notice
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.marks_papers import marks
from tests.assessment.test_appeals import raised
from tests.cast import signed_in
from tests.factories.appeals import fail_practical, make_appeal, make_hearer
from tests.factories.assessment import (
    fill_sheet,
    make_assessing_cohort,
    markings_of,
)
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.points import deltas, make_rule


def heard(enrollment, points: int | None, *, hearer=None) -> Appeal:
    """The first station marked so much higher, or left as it was."""
    practical = enrollment.practicals.last()
    changes = raised(practical, points) if points else {}
    hearer = hearer or make_hearer()
    appeal = make_appeal(enrollment, examiner=hearer)
    actions.hear_appeal(appeal, changes=changes, words="看过了。", by=hearer)
    return appeal


def test_who_passes_on_appeal_is_completed_certified_and_gets_the_points(
    enrollment, certificate_officer
) -> None:
    make_rule()
    fail_practical(enrollment)
    told = Notice.objects.filter(kind="result_released").count()
    assert deltas(enrollment.person) == []
    heard(enrollment, 30)
    enrollment.refresh_from_db()
    assert enrollment.status == Enrollment.Status.COMPLETED
    # One notice, of the outcome.
    assert Notice.objects.filter(kind="result_released").count() == told
    batch = certificates.issue(enrollment.cohort, by=certificate_officer)
    certificates.print_batch(batch)
    certificates.announce_batch(batch)
    certificate = Certificate.objects.get()
    assert certificate.claims["practical_points"] == 63.3
    assert deltas(enrollment.person) == [15]


def test_what_was_raised_stays_so_when_it_is_heard_once_more(
    enrollment, registrar
) -> None:
    """So nothing that follows from it is ever taken away."""
    fail_practical(enrollment)
    appeal = heard(enrollment, 30)
    passed = Result.objects.current().get()
    actions.reopen_appeal(appeal, by=registrar, reason="另有证据")
    other = make_hearer("许考评员")
    again = actions.give_appeal(appeal, examiner=other, by=registrar)
    actions.hear_appeal(again, changes={}, words="分数不变。", by=other)
    assert Result.objects.current().get() == passed
    enrollment.refresh_from_db()
    assert enrollment.status == Enrollment.Status.COMPLETED


def test_a_retake_keeps_the_station_that_an_appeal_lets_pass(enrollment) -> None:
    """20, 40 and 40 points: with 60 in the first it is still failed."""
    fail_practical(enrollment, points=(10, 20, 20))
    heard(enrollment, 30)
    assert not Result.objects.current().get().has_passed
    retake = actions.open_practical(enrollment, by=SYSTEM)
    kept = [bool(place.carried_from) for place in retake.practical_stations.all()]
    assert kept == [True, False, False]
    for sheet in markings_of(retake):
        fill_sheet(sheet, points=40)
    actions.release(enrollment.cohort, by=SYSTEM)
    result = Result.objects.current().get()
    # 60 kept, twice 80.
    assert (str(result.practical_points), result.has_passed) == ("73.3", True)
    [practice] = [
        t for t in marks(gather(enrollment.cohort_id)).tables if "实操" in t.title
    ]
    assert "起保留" in str(practice.rows[0][2])


def test_examiners_agree_as_before_and_who_heard_it_saw_no_skill(enrollment) -> None:
    fail_practical(enrollment)
    today = timezone.localdate()
    course = enrollment.cohort.edition.course
    before = agreement_in(course, since=today, until=today)
    hearer = make_hearer()
    heard(enrollment, 30, hearer=hearer)
    assert agreement_in(course, since=today, until=today) == before
    skills = profile_of(enrollment.person).skills
    sheets = [
        sheet
        for skill in skills
        for showing in skill.showings
        for sheet in showing.sheets
    ]
    assert sheets
    assert hearer not in [sheet.examiner for sheet in sheets]


def test_the_class_at_the_desk_says_until_when_then_how_far_it_is(
    enrollment, registrar
) -> None:
    fail_practical(enrollment)
    browser = signed_in(registrar)
    page = reverse("assessment_desk:cohort", args=[enrollment.cohort.code])
    html = browser.get(page).text
    retake = reverse("assessment_desk:open_practical", args=[enrollment.code])
    assert "可申诉至" in html
    assert retake in html
    appeal = make_appeal(enrollment)
    html = browser.get(page).text
    assert reverse("assessment_desk:appeal", args=[appeal.code]) in html
    assert "可申诉至" not in html
    assert retake not in html


def test_the_class_at_the_desk_counts_the_lessons_opened_since(trainee) -> None:
    edition = make_edition(status=Edition.Status.DRAFT)
    lessons = [module.lessons.first() for module in edition.modules.all()]
    for station in edition.stations.all():
        station.lessons.set(lessons)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    enrollment = make_enrollment(make_assessing_cohort(edition=edition), trainee)
    fail_practical(enrollment)
    yesterday = timezone.now() - timedelta(days=1)
    for lesson in lessons:
        open_lesson(enrollment.person, lesson=lesson, at=yesterday)
    [row] = matrix_of(enrollment.cohort).rows
    assert (row.retraining.opened, row.retraining.lessons) == (0, len(lessons))
    open_lesson(enrollment.person, lesson=lessons[0], at=timezone.now())
    [row] = matrix_of(enrollment.cohort).rows
    assert row.retraining.opened == 1


@pytest.mark.parametrize("days", [8, 30])
def test_once_its_days_are_over_the_page_says_when_they_ended(
    days: int, trainee, enrollment
) -> None:
    practical = fail_practical(enrollment)
    practical.released_at = timezone.now() - timedelta(days=days)
    practical.save(update_fields=["released_at"])
    page = reverse("assessment:appeal", args=[enrollment.code])
    html = signed_in(trainee).get(page).text
    assert "申诉期已于" in html
    assert "<textarea" not in html

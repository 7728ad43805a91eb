"""Deciding by the pass rule and letting the results out."""

import pytest
from django.db import DatabaseError, transaction

from school.assessment import actions, signals
from school.assessment.evidence import standing_of
from school.assessment.models import Practical, Result
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.factories.assessment import (
    credit_all,
    fill_sheet,
    make_candidate,
    markings_of,
    sit_exam,
    take_practical,
)
from tests.factories.enrollment import make_enrollment
from tests.refused import refused_by

Status = Enrollment.Status


def codes(result: Result) -> list[str]:
    return [reason["code"] for reason in result.reasons]


def status(enrollment: Enrollment) -> str:
    return Enrollment.objects.get(pk=enrollment.pk).status


def test_a_trainee_with_everything_passes_and_completes(cohort, registrar) -> None:
    enrollment = make_candidate(cohort)
    (result,) = actions.release(cohort, by=registrar)
    assert result.has_passed
    assert (str(result.theory_points), str(result.practical_points)) == ("100", "80.0")
    assert (result.minutes_credited, result.minutes_required) == (540, 432)
    assert status(enrollment) == Status.COMPLETED
    assert Practical.objects.get().status == Practical.Status.RELEASED
    notice = Notice.objects.get(person=enrollment.person, kind="result_released")
    assert enrollment.code in notice.link
    assert Entry.objects.filter(verb="assessment.decide").count() == 1


def test_the_breakdown_holds_every_station_and_step(cohort, registrar) -> None:
    make_candidate(cohort)
    (result,) = actions.release(cohort, by=registrar)
    assert [row["points"] for row in result.breakdown] == ["80.0"] * 3
    assert result.breakdown[0]["items"][0] == {
        "zh": "步骤1",
        "en": "Step 1",
        "points": "40.0",
        "of": 50,
    }


def test_each_missing_part_is_its_own_reason(cohort, registrar) -> None:
    enrollment = make_enrollment(cohort)
    sit_exam(enrollment, right=1)
    take_practical(enrollment, points=20)
    credit_all(enrollment, evenings=1)
    (result,) = actions.release(cohort, by=registrar)
    assert codes(result) == ["theory_low", "practical_low", "hours_low"]
    assert not result.has_passed
    assert status(enrollment) == Status.NOT_COMPLETED


def test_a_critical_fail_of_the_practical_fails_with_the_highest_points(
    cohort, registrar
) -> None:
    enrollment = make_enrollment(cohort)
    credit_all(enrollment)
    sit_exam(enrollment)
    practical = actions.open_practical(enrollment, by=registrar)
    for number, marking in enumerate(markings_of(practical)):
        if number < 2:
            station = marking.practical_station.station
            fail = station.critical_fails.get(effect="fail_practical")
            actions.mark_critical(
                marking, critical_fail=fail, is_observed=True, by=marking.examiner
            )
        fill_sheet(marking, points=50)
    (result,) = actions.release(cohort, by=registrar)
    assert result.practical_points == 100
    assert result.reasons == [{"code": "critical_fail", "data": {"fail": fail.code}}]


def test_a_fail_of_the_station_alone_is_no_reason_beside_one_of_the_practical(
    cohort, registrar
) -> None:
    enrollment = make_enrollment(cohort)
    credit_all(enrollment)
    sit_exam(enrollment)
    practical = actions.open_practical(enrollment, by=registrar)
    first, *_others = practical.practical_stations.all()
    for sheet in markings_of(practical):
        if sheet.practical_station == first:
            for fail in first.station.critical_fails.all():
                actions.mark_critical(
                    sheet, critical_fail=fail, is_observed=True, by=SYSTEM
                )
        fill_sheet(sheet, points=50)
    (result,) = actions.release(cohort, by=registrar)
    fails = first.station.critical_fails.filter(effect="fail_practical")
    assert [reason["data"] for reason in result.reasons] == [
        {"fail": fail.code} for fail in fails
    ]


def test_a_failed_station_counts_zero_in_the_mean(cohort, registrar) -> None:
    enrollment = make_enrollment(cohort)
    credit_all(enrollment)
    sit_exam(enrollment)
    practical = actions.open_practical(enrollment, by=registrar)
    for number, marking in enumerate(markings_of(practical)):
        if number < 2:
            station = marking.practical_station.station
            fail = station.critical_fails.get(effect="fail_station")
            actions.mark_critical(
                marking, critical_fail=fail, is_observed=True, by=marking.examiner
            )
        fill_sheet(marking, points=45)
    (result,) = actions.release(cohort, by=registrar)
    assert str(result.practical_points) == "60.0"
    assert result.has_passed
    assert result.breakdown[0]["is_zeroed"]


def test_who_is_still_being_marked_waits(cohort, registrar) -> None:
    done = make_candidate(cohort)
    waiting = make_candidate(cohort, ready=False)
    sit_exam(waiting)
    actions.open_practical(waiting, by=registrar)
    results = actions.release(cohort, by=registrar, absent_too=True)
    assert [result.enrollment for result in results] == [done]
    assert status(waiting) == Status.ENROLLED


def test_who_did_not_come_waits_unless_the_registrar_says_so(cohort, registrar) -> None:
    make_candidate(cohort)
    absent = make_enrollment(cohort)
    assert len(actions.release(cohort, by=registrar)) == 1
    refusal = refused_by("nothing_to_release", actions.release, cohort, by=registrar)
    assert refusal.data == {"waiting": 1}
    (result,) = actions.release(cohort, by=registrar, absent_too=True)
    assert result.enrollment == absent
    assert codes(result) == ["theory_missing", "practical_missing", "hours_low"]


def test_releasing_twice_decides_nobody_twice(cohort, registrar) -> None:
    make_candidate(cohort)
    make_enrollment(cohort)
    actions.release(cohort, by=registrar, absent_too=True)
    refused_by(
        "nothing_to_release", actions.release, cohort, by=registrar, absent_too=True
    )
    assert Result.objects.count() == 2


def test_after_a_retake_the_new_decision_supersedes_the_former(
    cohort, registrar
) -> None:
    enrollment = make_candidate(cohort, ready=False)
    sit_exam(enrollment, right=1)
    take_practical(enrollment)
    (first,) = actions.release(cohort, by=registrar)
    assert codes(first) == ["theory_low"]
    sit_exam(enrollment, right=4)
    (second,) = actions.release(cohort, by=registrar)
    assert second.has_passed
    assert second.supersedes == first
    assert Result.objects.current().get() == second
    assert status(enrollment) == Status.COMPLETED


def test_a_retaken_practical_replaces_a_failed_one(cohort, registrar) -> None:
    enrollment = make_candidate(cohort, ready=False)
    sit_exam(enrollment)
    take_practical(enrollment, points=10)
    actions.release(cohort, by=registrar)
    take_practical(enrollment, points=40)
    (second,) = actions.release(cohort, by=registrar)
    assert second.has_passed
    assert second.practical.number == 2


def test_only_the_registrar_releases(cohort, examiner, instructor, auditor) -> None:
    # With nobody to decide on, no verb that follows refuses in its place.
    for other in (examiner, instructor, auditor):
        with pytest.raises(NotPermitted):
            actions.release(cohort, by=other)


@pytest.mark.parametrize("stage", ["enrolling", "running", "cancelled"])
def test_a_class_before_its_assessment_has_no_result(cohort, registrar, stage) -> None:
    Cohort.objects.update(status=stage)
    refused_by("not_assessing", actions.release, cohort, by=registrar)


def test_a_result_is_never_edited_or_deleted(cohort, registrar) -> None:
    make_candidate(cohort)
    actions.release(cohort, by=registrar)
    with pytest.raises(DatabaseError), transaction.atomic():
        Result.objects.update(has_passed=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Result.objects.all().delete()


def test_higher_apps_are_told(cohort, registrar) -> None:
    make_candidate(cohort)
    told = []

    def listen(result: Result, **rest: object) -> None:
        told.append((result.has_passed, rest["by"]))

    signals.result_decided.connect(listen)
    try:
        actions.release(cohort, by=registrar)
    finally:
        signals.result_decided.disconnect(listen)
    assert told == [(True, registrar)]


def test_of_two_sittings_the_better_counts_whichever_came_first(cohort) -> None:
    enrollment = make_enrollment(cohort)
    first = sit_exam(enrollment, right=2)
    second = sit_exam(enrollment, right=1)
    assert (first.points or 0) > (second.points or 0)
    assert standing_of(enrollment).best_attempt == first

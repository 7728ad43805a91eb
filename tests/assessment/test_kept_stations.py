"""A retake takes the failed stations only; what was passed is kept for a time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.evidence import practical_states
from school.assessment.models import Practical, Result
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.assessment import (
    add_examiner,
    credit_all,
    fill_sheet,
    make_assessing_cohort,
    markings_of,
    sit_exam,
)
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.refused import refused_by


def take(enrollment, points: list[int], *, critical: int | None = None) -> Practical:
    """A practical with so many points for each step of its stations, then released."""
    practical = actions.open_practical(enrollment, by=SYSTEM)
    mark(practical, points, critical=critical)
    return Practical.objects.get(pk=practical.pk)


def mark(practical, points: list[int], *, critical: int | None = None) -> None:
    places = practical.practical_stations.filter(carried_from=None)
    for number, (place, each) in enumerate(zip(places, points, strict=True)):
        for sheet in place.markings.all():
            if number == critical:
                fail = place.station.critical_fails.get(effect="fail_practical")
                actions.mark_critical(
                    sheet, critical_fail=fail, is_observed=True, by=SYSTEM
                )
            fill_sheet(sheet, points=each)


@pytest.fixture
def failed(enrollment):
    """Everything well but the first and the last station: 20, 90 and 40 points."""
    credit_all(enrollment)
    sit_exam(enrollment)
    take(enrollment, [10, 45, 20])
    actions.release(enrollment.cohort, by=SYSTEM)
    enrollment.refresh_from_db()
    return enrollment


def test_passed_stations_are_kept_and_the_same_others_taken_again(failed) -> None:
    first = failed.practicals.get()
    retake = actions.open_practical(failed, by=SYSTEM)
    places = list(retake.practical_stations.order_by("number"))
    former = list(first.practical_stations.order_by("number"))
    assert [one.station_id for one in places] == [one.station_id for one in former]
    assert [one.carried_from for one in places] == [None, former[1], None]
    assert not places[1].markings.exists()
    assert len(markings_of(retake)) == 4


def test_a_kept_station_counts_as_it_came_out(failed, registrar) -> None:
    take(failed, [40, 30])
    (result,) = actions.release(failed.cohort, by=registrar)
    assert result.has_passed
    # 80, 90 as before, and 60.
    assert str(result.practical_points) == "76.7"
    result.refresh_from_db()
    kept = [row.get("kept_from") for row in result.breakdown]
    assert kept == [None, timezone.localdate().isoformat(), None]


def test_a_third_attempt_keeps_from_the_first_and_from_the_second(trainee) -> None:
    cohort = make_assessing_cohort(edition=make_edition(practical_retakes=2))
    enrollment = make_enrollment(cohort, trainee)
    first = take(enrollment, [10, 45, 10])
    actions.release(cohort, by=SYSTEM, absent_too=True)
    second = take(enrollment, [40, 0])
    actions.release(cohort, by=SYSTEM, absent_too=True)
    third = actions.open_practical(enrollment, by=SYSTEM)
    sources = [
        place.carried_from and place.carried_from.practical
        for place in third.practical_stations.order_by("number")
    ]
    assert sources == [second, first, None]
    assert len(markings_of(third)) == 2


def test_a_station_kept_twice_is_kept_no_longer_than_from_its_first_day(
    trainee,
) -> None:
    cohort = make_assessing_cohort(edition=make_edition(practical_retakes=2))
    enrollment = make_enrollment(cohort, trainee)
    take(enrollment, [10, 45, 10])
    now = timezone.now()
    actions.release(cohort, by=SYSTEM, absent_too=True, at=now)
    take(enrollment, [40, 0])
    later = now + timedelta(days=100)
    actions.release(cohort, by=SYSTEM, absent_too=True, at=later)
    third = actions.open_practical(enrollment, by=SYSTEM, at=now + timedelta(days=200))
    kept = third.practical_stations.exclude(carried_from=None)
    assert [place.number for place in kept] == [1]


def test_a_station_with_a_critical_fail_is_taken_again_whatever_its_points(
    enrollment,
) -> None:
    credit_all(enrollment)
    sit_exam(enrollment)
    take(enrollment, [50, 50, 50], critical=1)
    (result,) = actions.release(enrollment.cohort, by=SYSTEM)
    assert [reason["code"] for reason in result.reasons] == ["critical_fail"]
    retake = actions.open_practical(enrollment, by=SYSTEM)
    again = retake.practical_stations.filter(carried_from=None)
    assert [place.number for place in again] == [2]
    mark(retake, [50], critical=0)
    (second,) = actions.release(enrollment.cohort, by=SYSTEM)
    assert not second.has_passed


def test_after_its_months_a_station_is_taken_again(failed) -> None:
    later = timezone.now() + timedelta(days=200)
    retake = actions.open_practical(failed, by=SYSTEM, at=later)
    assert not retake.practical_stations.exclude(carried_from=None).exists()
    assert len(markings_of(retake)) == 6


def test_an_edition_that_keeps_nothing_draws_all_stations_anew(trainee) -> None:
    edition = make_edition(keeps_stations_months=0, stations=6)
    enrollment = make_enrollment(make_assessing_cohort(edition=edition), trainee)
    take(enrollment, [10, 45, 10])
    actions.release(enrollment.cohort, by=SYSTEM, absent_too=True)
    retake = actions.open_practical(enrollment, by=SYSTEM, seed=1)
    assert not retake.practical_stations.exclude(carried_from=None).exists()
    assert retake.practical_stations.count() == 3


def test_a_kept_station_calls_no_third_and_settles_by_itself(failed) -> None:
    retake = actions.open_practical(failed, by=SYSTEM)
    kept = retake.practical_stations.exclude(carried_from=None).get()
    refused_by("no_third_needed", actions.call_third, kept, by=SYSTEM)
    state = practical_states([retake])[0]
    assert [bool(one.outcome) for one in state.stations] == [False, True, False]
    assert not state.is_settled


def test_a_kept_station_is_not_decided_anew_by_a_moderator(trainee, registrar) -> None:
    edition = make_edition(examiners_per_station=3)
    cohort = make_assessing_cohort(edition=edition)
    add_examiner(cohort)
    practical = actions.open_practical(make_enrollment(cohort, trainee), by=SYSTEM)
    for number, sheet in enumerate(markings_of(practical)):
        # In the second station two of three settle it.
        fill_sheet(sheet, points={3: 45, 4: 45, 5: 20}.get(number, 10))
    actions.release(cohort, by=SYSTEM, absent_too=True)
    retake = actions.open_practical(practical.enrollment, by=SYSTEM)
    kept = retake.practical_stations.exclude(carried_from=None).get()
    refused_by(
        "no_moderator_needed",
        actions.call_moderator,
        kept,
        examiner=add_examiner(cohort, "苏考评长"),
        by=registrar,
    )


def test_the_trainee_reads_what_to_take_again_and_until_when_the_rest_is_kept(
    failed, trainee, registrar
) -> None:
    browser = signed_in(trainee)
    page = reverse("assessment:result", args=[failed.code])
    html = browser.get(page).content.decode()
    again, kept = (
        said_of(failed.practicals.get(), [0, 2]),
        said_of(failed.practicals.get(), [1]),
    )
    assert f"只补考：{again}。" in html
    assert f"：{kept}。" in html
    desk = reverse("assessment_desk:cohort", args=[failed.cohort.code])
    assert f"补考：{again}；保留：{kept}" in signed_in(registrar).get(desk).text
    actions.open_practical(failed, by=SYSTEM)
    assert "补考已开放" in browser.get(page).text
    mark(failed.practicals.get(number=2), [40, 40])
    actions.release(failed.cohort, by=registrar)
    assert "之前已通过" in browser.get(page).text
    practical = reverse(
        "assessment_desk:practical", args=[failed.practicals.get(number=2).code]
    )
    assert "之前已通过" in signed_in(registrar).get(practical).text


def said_of(practical: Practical, places: list[int]) -> str:
    stations = [one.station.title_zh for one in practical.practical_stations.all()]
    return "、".join(stations[place] for place in places)


def test_a_mark_that_rises_lets_out_no_retake_that_waits_for_its_release(
    failed,
) -> None:
    """The theory mark of a result that is out rises while the retake is marked."""
    take(failed, [50, 50])
    attempt = failed.exam_attempts.get()
    attempt.points = attempt.points - 25
    attempt.save(update_fields=["points"])
    assert actions.decide_again(failed, by=SYSTEM) is None
    assert Result.objects.count() == 1
    assert failed.practicals.get(number=2).status == Practical.Status.MARKED

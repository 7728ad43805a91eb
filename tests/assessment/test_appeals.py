"""An appeal: made in time, given to another examiner, heard, and what follows from it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from school.assessment import actions
from school.assessment.actions.hearing import Remarked
from school.assessment.models import Appeal, AppealOutcome, Marking, Result
from school.courses.models import Duty
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.factories.appeals import fail_practical, make_appeal, make_hearer
from tests.factories.assessment import (
    credit_all,
    fill_sheet,
    make_assessing_cohort,
    markings_of,
    sit_exam,
)
from tests.factories.courses import assign, make_edition
from tests.factories.enrollment import make_enrollment
from tests.refused import refused_by

WORDS = "照片上看得见洗手。"


@pytest.fixture
def practical(enrollment):
    """20, 90 and 40 points: 50 of the 60 that pass."""
    return fail_practical(enrollment)


@pytest.fixture
def hearer(db):
    return make_hearer()


@pytest.fixture
def appeal(practical, enrollment, hearer):
    return make_appeal(enrollment, examiner=hearer)


def first_station(practical):
    return practical.practical_stations.first().station


def raised(practical, points: int) -> dict[str, Remarked]:
    station = first_station(practical)
    return {station.code: Remarked(dict.fromkeys(station.items.all(), points))}


def lodge(enrollment, **told):
    station = enrollment.practicals.first().practical_stations.first().station
    given = {"stations": [station.code], "words": WORDS, **told}
    return actions.lodge_appeal(enrollment, by=enrollment.person.user, **given)


def test_the_registrars_hear_of_an_appeal(practical, enrollment, registrar) -> None:
    made = lodge(enrollment)
    assert made.deadline == timezone.localdate() + timedelta(days=7)
    notice = Notice.objects.get(kind="appeal_made")
    assert notice.person.user == registrar
    assert enrollment.person.name not in str(notice.context)
    assert Entry.objects.filter(verb="assessment.lodge_appeal").exists()


def test_only_the_trainee_appeals_and_withdraws(
    practical, enrollment, registrar, appeal
) -> None:
    for other in (registrar, SYSTEM):
        with pytest.raises(NotPermitted):
            actions.lodge_appeal(enrollment, stations=["x"], words="x", by=other)
        with pytest.raises(NotPermitted):
            actions.withdraw_appeal(appeal, by=other)


def test_after_its_days_it_is_too_late(practical, enrollment) -> None:
    last = timezone.now() + timedelta(days=7)
    refused_by("appeal_too_late", lodge, enrollment, at=last + timedelta(days=1))
    assert lodge(enrollment, at=last)


def test_an_edition_without_days_has_no_appeal(trainee) -> None:
    cohort = make_assessing_cohort(edition=make_edition(appeal_days=0))
    enrollment = make_enrollment(cohort, trainee)
    fail_practical(enrollment)
    refused_by("no_appeals", lodge, enrollment)


def test_what_is_not_out_is_not_appealed(enrollment) -> None:
    refused_by(
        "nothing_to_appeal",
        actions.lodge_appeal,
        enrollment,
        stations=["EC-S01"],
        words=WORDS,
        by=enrollment.person.user,
    )


def test_it_names_a_station_of_the_practical(practical, enrollment) -> None:
    refused_by("station_not_marked", lodge, enrollment, stations=["EC-S99"])
    refused_by("station_not_marked", lodge, enrollment, stations=[])


def test_one_appeal_and_after_withdrawing_another(practical, enrollment) -> None:
    first = lodge(enrollment)
    refused_by("appealed_already", lodge, enrollment)
    actions.withdraw_appeal(first, by=enrollment.person.user)
    refused_by(
        "appeal_closed", actions.withdraw_appeal, first, by=enrollment.person.user
    )
    assert lodge(enrollment).status == Appeal.Status.OPEN


def test_while_it_waits_no_retake_opens_and_after_a_retake_none_is_made(
    practical, enrollment, registrar
) -> None:
    made = lodge(enrollment)
    refused_by("appeal_waits", actions.open_practical, enrollment, by=registrar)
    actions.withdraw_appeal(made, by=enrollment.person.user)
    actions.open_practical(enrollment, by=registrar)
    refused_by("retake_is_open", lodge, enrollment)


def test_who_marked_or_teaches_does_not_hear_it(
    practical, enrollment, registrar, instructor, hearer
) -> None:
    made = lodge(enrollment)
    assign(enrollment.cohort, instructor, Duty.Kind.INSTRUCTOR)
    marker = markings_of(practical)[0].examiner
    for unfit in (marker, instructor):
        refused_by(
            "hearer_unfit", actions.give_appeal, made, examiner=unfit, by=registrar
        )
    given = actions.give_appeal(made, examiner=hearer, by=registrar)
    assert given.examiner == hearer
    assert Notice.objects.get(kind="appeal_given").person.user == hearer
    with pytest.raises(NotPermitted):
        actions.give_appeal(made, examiner=hearer, by=marker)


def test_marks_that_stand_change_nothing_and_are_told(
    appeal, enrollment, hearer
) -> None:
    outcome = actions.hear_appeal(appeal, changes={}, words=WORDS, by=hearer)
    assert (outcome.version, outcome.kind) == (1, AppealOutcome.Kind.UPHELD)
    assert Result.objects.count() == 1
    assert Notice.objects.get(kind="appeal_answered").person == enrollment.person
    assert not Marking.objects.filter(role=Marking.Role.APPEAL).exists()
    appeal.refresh_from_db()
    assert appeal.status == Appeal.Status.HEARD


def test_only_she_hears_it_to_whom_it_was_given(
    appeal, practical, registrar, second_examiner
) -> None:
    for other in (registrar, second_examiner):
        with pytest.raises(NotPermitted):
            actions.hear_appeal(appeal, changes={}, words=WORDS, by=other)


def test_a_fail_that_becomes_a_pass_is_a_new_result(
    appeal, practical, enrollment, hearer
) -> None:
    changes = raised(practical, 30)
    outcome = actions.hear_appeal(appeal, changes=changes, words=WORDS, by=hearer)
    result = Result.objects.current().get()
    assert outcome.result == result
    # 60, 90 and 40.
    assert (str(result.practical_points), result.has_passed) == ("63.3", True)
    assert result.supersedes is not None


def test_the_examiners_marks_stay_beside_the_appeals(appeal, practical, hearer) -> None:
    before = list(markings_of(practical))
    actions.hear_appeal(appeal, changes=raised(practical, 12), words=WORDS, by=hearer)
    after = markings_of(practical)
    assert after[: len(before)] == before
    (added,) = after[len(before) :]
    assert (added.role, added.examiner) == (Marking.Role.APPEAL, hearer)
    assert added.status == Marking.Status.SUBMITTED
    result = Result.objects.current().get()
    # 24, 90 and 40: more than before, and not enough.
    assert (str(result.practical_points), result.has_passed) == ("51.3", False)


def test_a_critical_fail_taken_away_lets_pass(enrollment, hearer) -> None:
    practical = critical(enrollment)
    assert not Result.objects.get().has_passed
    made = make_appeal(enrollment, examiner=hearer)
    station = first_station(practical)
    fail = station.critical_fails.get(effect="fail_practical")
    actions.hear_appeal(
        made, changes={station.code: Remarked(lifted=[fail])}, words=WORDS, by=hearer
    )
    assert Result.objects.current().get().has_passed


def critical(enrollment):
    """Full marks, and a critical fail of the practical seen at the first station."""
    credit_all(enrollment)
    sit_exam(enrollment)
    practical = actions.open_practical(enrollment, by=SYSTEM)
    fail = first_station(practical).critical_fails.get(effect="fail_practical")
    for sheet in markings_of(practical):
        if sheet.practical_station.station_id == fail.station_id:
            actions.mark_critical(
                sheet, critical_fail=fail, is_observed=True, by=SYSTEM
            )
        fill_sheet(sheet, points=50)
    actions.release(enrollment.cohort, by=SYSTEM)
    enrollment.refresh_from_db()
    return practical


def test_what_an_appeal_may_not_change(appeal, practical, hearer) -> None:
    station = first_station(practical)
    item = station.items.first()
    elsewhere = practical.practical_stations.last().station
    fail = station.critical_fails.first()
    for code, changes in (
        # 10 points are given already.
        ("appeal_lowers", {station.code: Remarked({item: 10})}),
        ("points_out_of_range", {station.code: Remarked({item: 51})}),
        ("not_appealed", {elsewhere.code: Remarked({elsewhere.items.first(): 50})}),
        ("not_appealed", {station.code: Remarked({elsewhere.items.first(): 50})}),
        ("not_appealed", {station.code: Remarked(lifted=[fail])}),
        ("not_appealed", {station.code: Remarked()}),
    ):
        refused_by(
            code, actions.hear_appeal, appeal, changes=changes, words="x", by=hearer
        )
    assert Marking.objects.filter(role=Marking.Role.APPEAL).count() == 0
    appeal.refresh_from_db()
    assert appeal.status == Appeal.Status.OPEN


def test_heard_once_more_is_a_next_version_by_somebody_else(
    appeal, practical, registrar, hearer
) -> None:
    refused_by("appeal_open", actions.reopen_appeal, appeal, by=registrar, reason="x")
    actions.hear_appeal(appeal, changes={}, words=WORDS, by=hearer)
    with pytest.raises(NotPermitted):
        actions.reopen_appeal(appeal, by=hearer, reason="x")
    actions.reopen_appeal(appeal, by=registrar, reason="新证据")
    refused_by(
        "hearer_unfit", actions.give_appeal, appeal, examiner=hearer, by=registrar
    )
    other = make_hearer("许考评员")
    given = actions.give_appeal(appeal, examiner=other, by=registrar)
    actions.hear_appeal(given, changes=raised(practical, 50), words="改", by=other)
    versions = AppealOutcome.objects.values_list("version", "kind")
    assert list(versions) == [(1, "upheld"), (2, "changed")]
    refused_by(
        "appeal_closed", actions.hear_appeal, given, changes={}, words="x", by=other
    )


def test_an_outcome_is_never_edited_or_deleted(appeal, hearer) -> None:
    actions.hear_appeal(appeal, changes={}, words=WORDS, by=hearer)
    with pytest.raises(DatabaseError), transaction.atomic():
        AppealOutcome.objects.update(words="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        AppealOutcome.objects.all().delete()

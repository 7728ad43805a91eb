"""Opening practicals, naming examiners, calling a third."""

import pytest

from school.assessment import actions
from school.assessment.evidence import practical_states
from school.assessment.models import Marking, Practical
from school.courses.models import Cohort, CriticalFail, Duty, Evening, Item
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from tests.factories.assessment import (
    add_examiner,
    fill_sheet,
    make_candidate,
    markings_of,
    take_practical,
)
from tests.factories.courses import assign, make_cohort, make_session
from tests.factories.enrollment import make_enrollment
from tests.factories.thawed import thawed
from tests.refused import refused_by


def first_item(sheet: Marking) -> Item:
    return sheet.practical_station.station.items.first()


def critical(sheet: Marking, effect: str = "fail_station") -> CriticalFail:
    return sheet.practical_station.station.critical_fails.get(effect=effect)


def test_a_practical_draws_the_mandatory_and_two_other_stations(practical) -> None:
    stations = [place.station for place in practical.practical_stations.all()]
    assert len(stations) == 3
    assert stations[0].is_mandatory
    for place in practical.practical_stations.all():
        assert place.markings.count() == 2
        assert not place.markings.filter(role="third").exists()


def test_opening_for_the_class_numbers_the_candidates_and_runs_once(
    cohort, registrar
) -> None:
    for _number in range(3):
        make_enrollment(cohort)
    opened = actions.open_practicals(cohort, by=registrar)
    assert [practical.candidate_number for practical in opened] == [1, 2, 3]
    assert actions.open_practicals(cohort, by=registrar) == []


def test_only_the_registrar_opens_practicals(enrollment, examiner, trainee) -> None:
    for other in (examiner, trainee.user):
        with pytest.raises(NotPermitted):
            actions.open_practical(enrollment, by=other)
        with pytest.raises(NotPermitted):
            actions.open_practicals(enrollment.cohort, by=other)


def test_a_class_that_is_not_under_assessment_has_no_practical(
    enrollment, registrar
) -> None:
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    refused_by("not_assessing", actions.open_practical, enrollment, by=registrar)


def test_a_practical_in_progress_is_not_opened_again(practical, registrar) -> None:
    refused_by(
        "practical_open", actions.open_practical, practical.enrollment, by=registrar
    )


def test_two_examiners_are_needed(trainee, registrar, examiner) -> None:
    cohort = make_cohort(status=Cohort.Status.ASSESSING)
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    enrollment = make_enrollment(cohort, trainee)
    refused_by("too_few_examiners", actions.open_practical, enrollment, by=registrar)
    assert not Practical.objects.exists()


def test_the_instructors_of_the_class_are_not_its_only_examiners(
    trainee, registrar, instructor, other_instructor, examiner
) -> None:
    cohort = make_cohort(status=Cohort.Status.ASSESSING)
    for teacher in (instructor, other_instructor):
        assign(cohort, teacher, Duty.Kind.EXAMINER)
    assign(cohort, instructor, Duty.Kind.INSTRUCTOR)
    cohort.sessions.update(teacher=other_instructor)
    enrollment = make_enrollment(cohort, trainee)
    refused_by("only_own_instructors", actions.open_practical, enrollment, by=registrar)
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    practical = actions.open_practical(enrollment, by=registrar)
    for place in practical.practical_stations.all():
        assert place.markings.filter(examiner=examiner).exists()


def test_whoever_leads_the_exam_evening_does_not_teach_the_class(
    trainee, registrar, examiner, second_examiner
) -> None:
    cohort = make_cohort(status=Cohort.Status.ASSESSING)
    for number, one in enumerate((examiner, second_examiner), start=5):
        assign(cohort, one, Duty.Kind.EXAMINER)
        with thawed():
            evening = Evening.objects.create(
                edition=cohort.edition,
                code=f"EC-E0{number}",
                number=number,
                title_zh="结业考核",
                title_en="Assessment",
                theory_minutes=0,
                practical_minutes=0,
                assessment_minutes=135,
                lead_role="examiner",
            )
        make_session(cohort, evening, on=cohort.ends_on, teacher=one)
    enrollment = make_enrollment(cohort, trainee)
    assert actions.open_practical(enrollment, by=registrar)


def test_two_examiners_who_agree_settle_the_practical(enrollment) -> None:
    practical = take_practical(enrollment, points=40)
    assert practical.status == Practical.Status.MARKED
    state = practical_states([practical])[0]
    assert str(state.points) == "80.0"


def test_a_wide_gap_calls_the_third_examiner_of_the_class(cohort, practical) -> None:
    chief = add_examiner(cohort, "林考评员")
    one, other = practical.practical_stations.first().markings.all()
    fill_sheet(one, points=45)
    fill_sheet(other, points=20)
    third = one.practical_station.markings.get(role="third")
    assert third.examiner == chief
    fill_sheet(third, points=40)
    state = practical_states([practical])[0].stations[0]
    assert str(state.outcome.points) == "85.0"


def test_disagreeing_on_a_critical_fail_calls_a_third(cohort, practical) -> None:
    add_examiner(cohort)
    one, other = practical.practical_stations.first().markings.all()
    actions.mark_critical(
        one, critical_fail=critical(one), is_observed=True, by=one.examiner
    )
    fill_sheet(one)
    fill_sheet(other)
    third = one.practical_station.markings.get(role="third")
    actions.mark_critical(
        third, critical_fail=critical(one), is_observed=True, by=SYSTEM
    )
    fill_sheet(third)
    outcome = practical_states([practical])[0].stations[0].outcome
    assert outcome.is_zeroed
    assert outcome.points == 0


def test_without_a_third_person_the_registrar_names_one(
    cohort, practical, registrar, examiner
) -> None:
    place = practical.practical_stations.first()
    one, other = place.markings.all()
    fill_sheet(one, points=45)
    fill_sheet(other, points=20)
    assert practical_states([practical])[0].stations[0].lacks_third
    refusal = refused_by(
        "examiner_unfit", actions.call_third, place, by=registrar, examiner=examiner
    )
    assert [reason.code for reason in refusal.data["reasons"]] == ["no_duty"]
    with pytest.raises(NotPermitted):
        actions.call_third(place, by=one.examiner)
    refusal = refused_by(
        "examiner_unfit",
        actions.call_third,
        place,
        by=registrar,
        examiner=one.examiner,
    )
    assert [reason.code for reason in refusal.data["reasons"]] == ["has_sheet"]
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    assert actions.call_third(place, by=registrar).examiner == examiner
    refused_by("called_already", actions.call_third, place, by=registrar)


def test_no_third_is_called_where_the_examiners_agree_or_the_result_is_out(
    cohort, practical, registrar, chief
) -> None:
    place = practical.practical_stations.first()
    for sheet in place.markings.all():
        fill_sheet(sheet)
    refused_by("no_third_needed", actions.call_third, place, by=registrar)
    Practical.objects.filter(pk=practical.pk).update(status="released")
    refused_by("result_is_out", actions.call_third, place, by=registrar, examiner=chief)


def test_a_practical_has_all_its_marks_with_the_last_sheet_only(practical) -> None:
    *sheets, last = markings_of(practical)
    for sheet in sheets:
        fill_sheet(sheet)
    practical.refresh_from_db()
    assert practical.status == Practical.Status.OPEN
    fill_sheet(last)
    practical.refresh_from_db()
    assert practical.status == Practical.Status.MARKED


def test_an_untouched_sheet_goes_to_another_examiner(
    cohort, practical, sheet, registrar
) -> None:
    chief = add_examiner(cohort)
    actions.begin_marking(sheet, by=sheet.examiner)
    actions.write_note(sheet, note="手法生疏", by=sheet.examiner)
    moved = actions.replace_examiner(sheet, examiner=chief, by=registrar, reason="生病")
    assert moved.examiner == chief
    # No word of the other, nor her clock.
    assert (moved.note, moved.started_at) == ("", None)
    assert [note.text for note in moved.notes.all()] == ["手法生疏", ""]
    actions.mark_item(moved, item=first_item(moved), points=1, by=chief)
    refused_by(
        "marking_begun",
        actions.replace_examiner,
        moved,
        examiner=sheet.examiner,
        by=registrar,
        reason="",
    )
    with pytest.raises(NotPermitted):
        actions.replace_examiner(sheet, examiner=chief, by=chief, reason="")


def test_a_retake_keeps_the_number_and_needs_a_failed_practical(
    cohort, registrar
) -> None:
    failed = make_enrollment(cohort)
    take_practical(failed, points=10)
    passed = make_candidate(cohort)
    actions.release(cohort, by=registrar, absent_too=True)
    for enrollment in (failed, passed):
        enrollment.refresh_from_db()
    refused_by("practical_passed", actions.open_practical, passed, by=registrar)
    retake = actions.open_practical(failed, by=registrar)
    assert (retake.number, retake.candidate_number) == (2, 1)
    for marking in markings_of(retake):
        fill_sheet(marking, points=20)
    actions.release(cohort, by=registrar, absent_too=True)
    refused_by("no_retakes_left", actions.open_practical, failed, by=registrar)


def test_who_passed_on_the_whole_takes_no_failed_station_again(
    cohort, registrar
) -> None:
    enrollment = make_enrollment(cohort)
    practical = actions.open_practical(enrollment, by=registrar)
    for number, sheet in enumerate(markings_of(practical)):
        fill_sheet(sheet, points=10 if number < 2 else 50)
    (result,) = actions.release(cohort, by=registrar, absent_too=True)
    # 20, 100 and 100.
    assert str(result.practical_points) == "73.3"
    enrollment.refresh_from_db()
    refused_by("practical_passed", actions.open_practical, enrollment, by=registrar)

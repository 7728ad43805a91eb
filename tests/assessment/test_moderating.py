"""Where examiners differ: a third, or a moderator who reads every sheet and decides."""

import pytest
from django.urls import reverse

from school.assessment import actions
from school.assessment.comparison import compare, state_of
from school.assessment.models import ItemMark, Marking, Practical, PracticalStation
from school.assessment.rules.examiners import Stage
from school.courses.models import Duty
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.portal import waiting
from tests.cast import signed_in
from tests.factories.assessment import (
    add_examiner,
    fill_sheet,
    make_assessing_cohort,
    markings_of,
)
from tests.factories.courses import assign, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.moderating import decide, differ, stage
from tests.factories.proofs import make_proof
from tests.refused import refused_by


@pytest.fixture
def third(practical, cohort) -> Marking:
    """The sheet of who was called because two differ by 50 points."""
    add_examiner(cohort, "林考评员")
    return differ(practical).markings.get(role=Marking.Role.THIRD)


@pytest.mark.parametrize("count", [3, 4])
def test_an_edition_may_have_up_to_four_blind_examiners(
    trainee, registrar, count
) -> None:
    edition = make_edition(examiners_per_station=count)
    cohort = make_assessing_cohort(edition=edition)
    enrollment = make_enrollment(cohort, trainee)
    refused_by("too_few_examiners", actions.open_practical, enrollment, by=registrar)
    for number in range(2, count):
        add_examiner(cohort, f"考评员{number}")
    practical = actions.open_practical(enrollment, by=registrar)
    sheets = markings_of(practical)[:count]
    assert [sheet.role for sheet in sheets] == list(Marking.BLIND[:count])
    for sheet in sheets[:-1]:
        fill_sheet(sheet, points=40)
        assert stage(sheet.practical_station) == Stage.WAITING
    fill_sheet(sheets[-1], points=10)
    # More than two settle it by themselves.
    assert stage(sheets[0].practical_station) == Stage.MAJORITY
    refused_by(
        "no_third_needed",
        actions.call_third,
        sheets[0].practical_station,
        by=registrar,
    )


def test_a_moderator_decides_and_every_sheet_is_kept(place, moderation) -> None:
    assert stage(place) == Stage.MODERATOR_CALLED
    marks = ItemMark.objects.count()
    decided = decide(moderation, 30)
    assert (decided.status, decided.note) == ("submitted", "录像里看得清楚")
    assert ItemMark.objects.count() == marks + 2
    state = state_of(PracticalStation.objects.get(pk=place.pk))
    assert state.stage == Stage.MODERATED
    assert str(state.outcome.points) == "60.0"
    assert [sheet.total for _marking, sheet in state.sheets] == [90, 40, 60]


def test_a_moderator_says_of_each_critical_fail_whether_it_was(moderation) -> None:
    fail = moderation.practical_station.station.critical_fails.get(
        effect="fail_practical"
    )
    decide(moderation, observed=[fail])
    place = PracticalStation.objects.get(pk=moderation.practical_station_id)
    assert state_of(place).outcome.fails_practical


def test_a_moderator_gives_a_reason_and_marks_every_step(moderation) -> None:
    refused_by("words_missing", decide, moderation, words=" ")
    station = moderation.practical_station.station
    some = {station.items.first(): 10}
    refused_by(
        "items_unmarked",
        actions.moderate,
        moderation,
        points=some,
        observed=[],
        words="。",
        by=moderation.examiner,
    )
    assert not moderation.item_marks.exists()


def test_a_moderator_is_called_only_where_examiners_differ(
    practical, cohort, registrar
) -> None:
    moderator = add_examiner(cohort)
    place = practical.practical_stations.last()
    verb = actions.call_moderator
    refused_by("no_moderator_needed", verb, place, examiner=moderator, by=registrar)
    for marking in place.markings.all():
        fill_sheet(marking)
    refused_by("no_moderator_needed", verb, place, examiner=moderator, by=registrar)


def test_who_may_not_moderate(place, cohort, registrar, examiner, instructor) -> None:
    verb = actions.call_moderator
    refused_by("examiner_unfit", verb, place, examiner=examiner, by=registrar)
    marked_it = place.markings.first().examiner
    refused_by("examiner_unfit", verb, place, examiner=marked_it, by=registrar)
    assign(cohort, instructor, Duty.Kind.INSTRUCTOR)
    assign(cohort, instructor, Duty.Kind.EXAMINER)
    refused_by("moderator_teaches", verb, place, examiner=instructor, by=registrar)
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    with pytest.raises(NotPermitted):
        verb(place, examiner=examiner, by=examiner)
    assert verb(place, examiner=examiner, by=registrar).role == "moderator"
    refused_by("called_already", verb, place, examiner=marked_it, by=registrar)


def test_a_third_is_not_wanted_any_more_but_her_marks_are_kept(
    third, cohort, registrar
) -> None:
    place = third.practical_station
    assert stage(place) == Stage.THIRD_CALLED
    moderator = add_examiner(cohort, "苏考评长")
    sheet = actions.call_moderator(place, examiner=moderator, by=registrar)
    assert third not in Marking.objects.to_mark()
    own = reverse("assessment:my_markings")
    assert own not in [one.href for one in waiting.for_staff(third.examiner)]
    assert sheet in Marking.objects.to_mark()
    decide(sheet, 30)
    fill_sheet(third, points=50)
    state = state_of(PracticalStation.objects.get(pk=place.pk))
    assert (state.stage, str(state.outcome.points)) == (Stage.MODERATED, "60.0")


def test_a_third_who_has_not_begun_may_decide_herself(
    practical, third, registrar
) -> None:
    place = third.practical_station
    page = signed_in(registrar).get(
        reverse("assessment_desk:station", args=[practical.code, place.station.code])
    )
    offered = dict(page.context["form"].fields["examiner"].widget.choices)
    assert offered.pop(third.examiner_id) == str(third.examiner)
    assert offered.pop("")
    assert all(name.endswith("(已有这个考站的评分表)") for name in offered.values())
    sheet = actions.call_moderator(place, examiner=third.examiner, by=registrar)
    assert (sheet, sheet.role) == (third, "moderator")
    decide(sheet, 30)
    state = state_of(PracticalStation.objects.get(pk=place.pk))
    assert (state.stage, str(state.outcome.points)) == (Stage.MODERATED, "60.0")


def test_who_has_said_something_of_the_candidate_keeps_the_sheet(
    third, cohort, registrar
) -> None:
    make_proof(third)
    chief = add_examiner(cohort, "苏考评长")
    verb = actions.replace_examiner
    refused_by(
        "marking_begun", verb, third, examiner=chief, by=registrar, reason="病了"
    )


def test_a_third_who_has_begun_may_not_decide(third, registrar) -> None:
    place = third.practical_station
    item = place.station.items.first()
    actions.mark_item(third, item=item, points=10, by=third.examiner)
    verb = actions.call_moderator
    refused_by("examiner_unfit", verb, place, examiner=third.examiner, by=registrar)
    third.refresh_from_db()
    assert third.role == "third"


def test_a_practical_that_more_than_two_had_settled_is_open_again(
    practical, cohort, registrar
) -> None:
    add_examiner(cohort)
    first = practical.practical_stations.first()
    for marking in markings_of(practical):
        is_low = marking == first.markings.order_by("pk").last()
        fill_sheet(marking, points=10 if is_low else 40)
    fill_sheet(first.markings.get(role="third"))
    practical.refresh_from_db()
    assert practical.status == Practical.Status.MARKED
    moderator = add_examiner(cohort, "苏考评长")
    sheet = actions.call_moderator(first, examiner=moderator, by=registrar)
    practical.refresh_from_db()
    assert practical.status == Practical.Status.OPEN
    decide(sheet)
    actions.release(cohort, by=registrar, absent_too=True)
    refused_by(
        "result_is_out",
        actions.call_moderator,
        first,
        examiner=add_examiner(cohort, "晚来"),
        by=registrar,
    )


def test_sheets_are_compared_step_by_step(place) -> None:
    comparison = compare(state_of(place))
    assert [step.given for step in comparison.steps] == [[45, 20], [45, 20]]
    assert comparison.differing == 2
    assert not any(critical.differs for critical in comparison.criticals)


def test_a_sheet_still_open_is_not_compared(practical) -> None:
    place = practical.practical_stations.first()
    marking = place.markings.first()
    item = place.station.items.first()
    actions.mark_item(marking, item=item, points=7, by=SYSTEM)
    assert compare(state_of(place)).sheets == []

from datetime import date

import pytest

from school.courses import rules
from school.courses.models import Cohort

ALL = set(Cohort.Status.values)
LEGAL = {
    ("announce", "draft"): "announced",
    ("open_enrollment", "draft"): "enrolling",
    ("open_enrollment", "announced"): "enrolling",
    ("start", "enrolling"): "running",
    ("begin_assessment", "running"): "assessing",
    ("complete", "assessing"): "completed",
    ("cancel", "draft"): "cancelled",
    ("cancel", "announced"): "cancelled",
    ("cancel", "enrolling"): "cancelled",
    ("cancel", "running"): "cancelled",
}


@pytest.mark.parametrize("status", sorted(ALL))
@pytest.mark.parametrize("verb", sorted(rules.COHORT_TRANSITIONS))
def test_a_verb_leads_somewhere_only_where_the_table_says(
    verb: str, status: str
) -> None:
    assert rules.next_status(verb, status) == LEGAL.get((verb, status))


def test_the_table_names_only_statuses_that_exist() -> None:
    for sources, target in rules.COHORT_TRANSITIONS.values():
        assert sources | {target} <= ALL


def test_nothing_leads_out_of_the_end() -> None:
    assert rules.verbs_from("completed") == rules.verbs_from("cancelled") == []


def test_evenings_fall_on_the_chosen_weekdays_and_skip_given_dates() -> None:
    days = rules.evening_dates(
        date(2026, 12, 28), weekdays={0, 2}, count=4, skipping={date(2026, 12, 30)}
    )
    assert days == [
        date(2026, 12, 28),
        date(2027, 1, 4),
        date(2027, 1, 6),
        date(2027, 1, 11),
    ]


def test_without_weekdays_there_are_no_evenings() -> None:
    assert rules.evening_dates(date(2026, 1, 1), weekdays=[], count=3) == []


NURSE = rules.OnDuty(1, "instructor", "nurse_instructor")
MATRON = rules.OnDuty(2, "instructor", "maternity_expert")
OTHER_MATRON = rules.OnDuty(3, "instructor", "maternity_expert")
HEAD = rules.OnDuty(4, "head_teacher")
EXAMINER = rules.OnDuty(5, "examiner")


def test_lecturers_of_one_speciality_take_turns() -> None:
    roles = ["maternity_matron", "nurse_instructor", "maternity_matron"]
    assert rules.teachers(roles, [NURSE, MATRON, OTHER_MATRON]) == [2, 1, 3]


def test_an_assessment_evening_is_the_examiners() -> None:
    assert rules.teachers(["examiner", "head_teacher"], [NURSE, HEAD, EXAMINER]) == [
        5,
        4,
    ]


def test_where_nobody_fits_any_instructor_leads() -> None:
    assert rules.teachers(["cleaning_trainer"], [HEAD, NURSE]) == [1]
    assert rules.teachers(["cleaning_trainer"], [HEAD]) == [None]


def test_unconfirmed_lists_what_is_not_ticked() -> None:
    assert rules.unconfirmed(3, {0, 2}) == [1]
    assert rules.unconfirmed(0, set()) == []


@pytest.mark.parametrize(
    ("taken", "clash"),
    [
        (rules.Booking(1, "A", 7), ["room", "teacher"]),
        (rules.Booking(1, "B", 7), ["teacher"]),
        (rules.Booking(1, "A", 8), ["room"]),
        (rules.Booking(2, "A", 8), []),
        (rules.Booking(2, "A", None), []),
        (rules.Booking(2, "B", 8, cohort_id=3), ["class"]),
    ],
)
def test_two_evenings_clash_over_class_room_and_teacher(
    taken: rules.Booking, clash: list[str]
) -> None:
    assert rules.clashes(rules.Booking(1, "A", 7, cohort_id=3), taken) == clash

"""A Chinese keyboard gives １８ for 18: wherever numbers are typed, both are taken."""

from typing import Any

import pytest
from django import forms
from django.db import transaction

from school.people.adapter import MobileField
from school.people.forms import IdNumberField
from school.ui.money import YuanField
from tests.access import world as worlds
from tests.bad_input.desk import Desk
from tests.bad_input.form import Form
from tests.bad_input.table import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rights")]

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
SIGNS = str.maketrans(":-.", "：－．")
KINDS = (
    YuanField,
    MobileField,
    IdNumberField,
    forms.IntegerField,
    forms.DateField,
    forms.TimeField,
    forms.DateTimeField,
)
# Numbers among words.
ALSO = {"enrollment_desk:enroll": "number", "points_desk:award": "who"}
ALSO |= {"points_desk:propose_case": "who"}
ALSO |= {"courses_desk:plan": "skipping", "courses_desk:edition": "skipping"}
ALSO |= {"certificates:verify_search": "number", "certificates:card": "number"}
ALSO |= {"enrollment:invited": "code", "enrollment_desk:type_code": "code"}
# Typed as text, so that their signs come in full width, too.
WITH_SIGNS = {"courses_desk:plan", "courses_desk:session", "assessment_desk:open_exam"}
WITH_SIGNS |= {"courses_desk:edition"}
EVENING = ["on", "begins", "ends", "change_minutes"]
EVENING += ["break_begins", "break_minutes"]
NUMBERS: dict[str, list[str]] = {
    "people:identity": ["id_number"],
    "attendance:sheet": ["came_at", "went_at"],
    "attendance:times": ["arrived", "left"],
    "certificates:verify_search": ["number"],
    "certificates:card": ["number", "review_on"],
    "certificates_desk:issue": ["on"],
    "certificates_desk:renew": ["done_on"],
    "wages:baseline": ["amount"],
    "wages:follow_up": ["amount", "quantity"],
    "wages:by_link": ["amount", "quantity"],
    "wages:correct": ["amount"],
    "wages:owed": ["since", "amount"],
    "courses_desk:enter_cost": ["amount", "paid_on"],
    "courses_desk:correct_cost": ["amount", "paid_on"],
    "wages_desk:enter_minimum": ["amount", "begins_on"],
    "wages_desk:owed": ["on", "look_on"],
    "wages:beside": ["amount"],
    "wages_desk:interview": ["amount", "quantity"],
    "wages_desk:read_payslip": ["amount"],
    "wages_desk:correct_payslip": ["amount"],
    "wages_desk:add_record": ["phone", "period_start", "period_end", "amount"],
    "points_desk:award": ["who"],
    "standing_desk:record_listing": ["decided_on", "begins_on", "ends_on"],
    "points_desk:move_stock": ["quantity"],
    "reward:edit": ["warn_below"],
    "points_desk:propose_scheme": ["starts_on"],
    "points_desk:write_reward": ["cost", "times"],
    "points_desk:write_rule": ["amount", "most_points", "approval_above"],
    "points_desk:write_tiers": ["model_from", "green_from", "watch_from"],
    "points_desk:propose_case": ["who", "occurred_on"],
    "points_desk:enter_deed": ["occurred_on"],
    "feedback_desk:write": ["occurred_on"],
    "feedback_desk:write_for_case": ["occurred_on"],
    "assessment_desk:open_exam": ["until"],
    "assessment_desk:grant_help": ["percent"],
    "licence:add": ["valid_from", "valid_until", "sheets_a_class", "sheets_a_day"],
    "licence:edit": ["valid_from", "valid_until", "sheets_a_class", "sheets_a_day"],
    "assessment:give_time": ["minutes"],
    "assessment:moderate": ["EC-S03-I01", "EC-S03-I02"],
    "assessment:hearing": ["step-EC-S01-I01"],
    "assessment_desk:give_time": ["minutes"],
    "assessment_desk:give_time_to_class": ["minutes"],
    "contest_desk:new": ["team_best", "first_prizes", "second_prizes", "third_prizes"],
    "contest_desk:add_round": ["begins_at", "going_on"],
    "contest_desk:correct": ["value"],
    "assessment_desk:plan_day": EVENING,
    "assessment_desk:change_day": EVENING,
    "enrollment:ask": ["phone"],
    "enrollment:invited": ["code", "id_number"],
    "enrollment_desk:invite": ["phone"],
    "enrollment_desk:type_code": ["code", "id_number"],
    "enrollment:shifts": ["begins", "ends"],
    "enrollment_desk:enroll": ["number"],
    "enrollment_desk:demand": ["youngest", "oldest"],
    "enrollment_desk:health": ["expires_on"],
    "enrollment_desk:arrange": ["seats_hardship", "until_hardship", "freeze_hours"],
    "courses_desk:plan": ["begins", "ends", "skipping"],
    "courses_desk:edition": ["begins", "ends", "skipping"],
    "courses_desk:make_up": ["day", "begins", "ends"],
    "courses_desk:session": ["day", "begins", "ends"],
    "courses_desk:evenings": [
        "evening-0-number",
        "evening-0-theory_minutes",
        "evening-0-practical_minutes",
        "evening-0-assessment_minutes",
        "evening-1-number",
        "evening-1-theory_minutes",
        "evening-1-practical_minutes",
        "evening-1-assessment_minutes",
    ],
    "courses_desk:facts": [
        "class_size_max",
        "theory_minutes",
        "practical_minutes",
        "assessment_minutes",
        "exam_questions",
        "exam_points_each",
        "exam_minutes",
        "exam_retakes",
        "drawn_stations",
        "practical_retakes",
        "moderate_over",
        "examiners_per_station",
        "keeps_stations_months",
        "appeal_days",
        "evidence_days",
        "pass_theory",
        "pass_practical",
        "pass_attendance_percent",
        "refresher_months",
    ],
    "courses_desk:module": [
        "number",
        "theory_minutes",
        "practical_minutes",
        "lesson-0-number",
        "lesson-0-reading_minutes",
    ],
    "courses_desk:station": [
        "number",
        "minutes",
        "weight",
        "item-0-number",
        "item-0-points",
        "item-1-number",
        "item-1-points",
        "fail-0-number",
        "fail-1-number",
    ],
    "cohort:add": ["seats", "starts_on", "ends_on", "enrol_until", "fee_yuan"],
    "cohort:edit": ["seats", "starts_on", "ends_on", "enrol_until", "fee_yuan"],
    "venue:add": ["capacity"],
    "venue:edit": ["capacity"],
    "companycontact:add": ["phone"],
    "person:add": ["id_number", "phone"],
    "person:edit": ["id_number", "phone"],
    "wagtailusers_users:add": ["phone"],
    "wagtailusers_users:edit": ["phone"],
}


def numbers_of(desk: Desk) -> list[str]:
    return [
        name
        for name, field in desk.fields().items()
        if desk.right.get(name)
        and not field.is_hidden
        and (isinstance(field.field, KINDS) or ALSO.get(desk.form.name) == name)
    ]


def test_no_field_for_numbers_is_left_out(world: worlds.World) -> None:
    found = {}
    for form in FORMS:
        with transaction.atomic():
            names = numbers_of(Desk(form, world))
            transaction.set_rollback(True)
        if names:
            found[form.name] = names
    assert found == NUMBERS


@pytest.mark.parametrize(
    "form",
    [form for form in FORMS if form.name in NUMBERS],
    ids=lambda form: form.name,
)
def test_full_width_digits_are_taken(form: Form, desk: Desk) -> None:
    wide: dict[str, Any] = {
        name: str(desk.right[name]).translate(FULL_WIDTH) for name in NUMBERS[form.name]
    }
    if form.name in WITH_SIGNS:
        wide = {name: value.translate(SIGNS) for name, value in wide.items()}
    answer = desk.send({**desk.right, **wide})
    assert answer.status_code == 302, answer.context[form.context].errors

"""What the outcomes officer types about pay."""

from django.utils import timezone

from school.wages.bands.actions import drafted, print_of
from tests.access.world import World
from tests.bad_input.form import Form, day, reason
from tests.factories.bands import make_holders

PAYSLIPS = "school.wages.payslips.actions"


def seen(w: World) -> str:
    """The draft that the page shows, of just enough people."""
    today = timezone.localdate()
    if not drafted(on=today).shown:
        make_holders(w.open_cohort, {"青石镇": 9})
    return print_of(drafted(on=today))


WAGE_FORMS: list[Form] = [
    Form(
        "wages_desk:interview",
        "outcomes_officer",
        lambda w: {
            "outcome": "employed",
            "workplace": "other",
            "unit": "day",
            "amount": "220",
            "quantity": "20",
            "basis": "net",
            "employer": "华丽家政",
            "reason": "",
            "again_on": "",
        },
        "school.wages.actions.answer_follow_up",
    ),
    Form(
        "wages_desk:enter_minimum",
        "outcomes_officer",
        lambda w: {
            "towns": "城关街道、青石镇",
            "unit": "month",
            "amount": "1000",
            "begins_on": day(-30),
            "source": "县人社局通知",
        },
        "school.wages.minimum.actions.enter_minimum",
    ),
    Form(
        "wages_desk:owed",
        "outcomes_officer",
        lambda w: {
            "kind": "ask_company",
            "on": day(0),
            "words": "打电话问了经理",
            "look_on": day(5),
        },
        "school.wages.owed.actions.mediate",
    ),
    Form(
        "wages_desk:add_record",
        "outcomes_officer",
        lambda w: {
            "phone": w.person.phone,
            "source": "payslip",
            "period_start": day(-60),
            "period_end": day(-30),
            "unit": "month",
            "amount": "6200",
            "quantity": "",
            "basis": "net",
            "employer": "华丽家政",
        },
        "school.wages.actions.record_wage",
    ),
    Form(
        "wages_desk:read_payslip",
        "outcomes_officer",
        lambda w: {
            "unit": "month",
            "amount": "6200",
            "quantity": "",
            "basis": "net",
            "employer": "华丽家政",
        },
        f"{PAYSLIPS}.read_payslip",
    ),
    Form(
        "wages_desk:correct_payslip",
        "outcomes_officer",
        lambda w: {
            "unit": "month",
            "amount": "6200",
            "quantity": "",
            "basis": "net",
            "employer": "华丽家政",
        },
        "school.wages.actions.correct_wage",
    ),
    Form(
        "wages_desk:refuse_payslip",
        "outcomes_officer",
        reason,
        f"{PAYSLIPS}.refuse_payslip",
    ),
    Form(
        "wages_desk:objection",
        "outcomes_officer",
        lambda w: {"answer": "公司说下月补上。"},
        "school.wages.actions.answer_objection",
    ),
    Form(
        "wages_desk:bands",
        "outcomes_officer",
        lambda w: {**reason(w), "seen": seen(w)},
        "school.wages.bands.actions.publish_bands",
    ),
]

"""The forms on which an evening of stations is planned."""

from django.utils import timezone

from school.assessment.day_proposals import propose
from school.assessment.desk.day_forms import DayForm
from school.assessment.models import AssessmentDay
from school.courses.models import Cohort
from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason


def as_suggested(cohort: Cohort, planned: AssessmentDay | None) -> Data:
    shown = {
        field.html_name: field.value() for field in DayForm(cohort=cohort, day=planned)
    }
    typed = {
        name: value for name, value in shown.items() if value not in (None, "", [])
    }
    return {
        **typed,
        "on": day(3),
        "begins": "18:30",
        "ends": "21:30",
        "break_begins": "20:00",
        "break_minutes": "10",
    }


def seen(cohort: Cohort, planned: AssessmentDay | None) -> Data:
    """As after the page that shows what is about to be saved."""
    typed = as_suggested(cohort, planned)
    form = DayForm(typed, cohort=cohort, day=planned)
    assert form.is_valid(), form.errors
    shown = propose(cohort, form.plan, at=timezone.now(), day=planned)
    return {**typed, "confirmed": shown.seal}


def anew(world: World) -> Data:
    """For those without a time; as nobody has one, the plan that stood is taken back."""
    world.cohort.assessment_days.all().delete()
    return seen(world.cohort, None)


def changed(world: World) -> Data:
    return seen(world.cohort, world.day)


DAYS = [
    Form(
        "assessment_desk:call_off_day",
        "registrar",
        reason,
        "school.assessment.actions.call_off_day",
    ),
    Form(
        "assessment_desk:plan_day",
        "registrar",
        anew,
        "school.assessment.actions.plan_day",
    ),
    Form(
        "assessment_desk:change_day",
        "registrar",
        changed,
        "school.assessment.actions.plan_day",
    ),
]

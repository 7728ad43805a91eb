"""A report that is over and not out waits at the desk, for who publishes it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from school.outcomes.rules.periods import Span
from school.outcomes.waits import due
from school.people.models import User
from school.ui.waits import waiting_for
from tests.factories.reports import make_report

pytestmark = pytest.mark.django_db
LABEL = "该公布的成效报告"


def labels(user: User, at: datetime) -> set[str]:
    return {wait.label for wait in waiting_for(user, at=at)}


def test_a_school_that_publishes_none_is_not_pressed(outcomes_officer: User) -> None:
    later = timezone.now() + timedelta(days=40)
    assert not due(at=later)
    assert LABEL not in labels(outcomes_officer, later)


def test_the_next_month_is_due_once_it_is_over(
    outcomes_officer: User, auditor: User
) -> None:
    make_report()
    now = timezone.now()
    later = now + timedelta(days=40)
    assert not due(at=now)
    (period,) = due(at=later)
    assert period.span == Span.MONTH
    assert LABEL in labels(outcomes_officer, later)
    assert LABEL not in labels(auditor, later)

"""Offers run out class by class, also where one class goes wrong."""

from typing import Any

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import tasks
from school.enrollment.actions import offers
from school.enrollment.models import Enrollment
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db
Status = Enrollment.Status


def test_a_class_that_goes_wrong_keeps_no_other_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = {"status": Status.OFFERED, "offer_until": timezone.now()}
    stuck, other = (make_enrollment(make_cohort(), **over) for _ in range(2))
    settle = offers.settle

    def settle_but_one(cohort: Cohort, **kwargs: Any) -> int:
        if cohort == stuck.cohort:
            raise ZeroDivisionError
        return settle(cohort, **kwargs)

    monkeypatch.setattr(offers, "settle", settle_but_one)
    with pytest.raises(ExceptionGroup):
        tasks.expire_offers()
    other.refresh_from_db()
    assert other.status == Status.WITHDRAWN

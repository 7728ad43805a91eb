"""The page on which a trainee says when she works."""

import pytest
from django.urls import reverse

from school.enrollment.models import Shift
from school.people.models import Person
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_work_that_ends_when_it_begins_is_refused(trainee: Person) -> None:
    typed = {"weekday": "1", "begins": "14:00", "ends": "14:00"}
    page = signed_in(trainee).post(reverse("enrollment:shifts"), typed)
    assert page.context["form"].errors
    assert not Shift.objects.exists()


def test_her_own_page_leads_to_it(trainee: Person) -> None:
    page = signed_in(trainee).get(reverse("portal:me"))
    assert reverse("enrollment:shifts") in page.text

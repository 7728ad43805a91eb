"""The look-up of a certificate: what was typed is still there when nothing is found."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from school.certificates import actions
from school.certificates.models import Certificate
from school.people.models import User
from tests.bad_input.page import Page
from tests.factories.certificates import make_assessed_cohort

URL = reverse("certificates:verify_search")

pytestmark = pytest.mark.django_db


def test_a_name_that_is_not_on_the_paper(certificate_officer: User) -> None:
    cache.clear()
    typed = {"number": issued(certificate_officer).number.lower(), "name": "王秀英"}
    answer = Client().post(URL, typed)
    assert answer.status_code == 404
    page = Page(answer.text)
    assert {name: page.typed(name) for name in typed} == {
        name: [value] for name, value in typed.items()
    }


def test_too_many_tries() -> None:
    cache.clear()
    typed = {"number": "FNYX-1", "name": "王秀英"}
    answers = [Client().post(URL, typed) for _try in range(21)]
    assert answers[-1].status_code == 429
    assert Page(answers[-1].text).typed("name") == ["王秀英"]
    cache.clear()


def issued(officer: User) -> Certificate:
    actions.print_batch(actions.issue(make_assessed_cohort("李春花"), by=officer))
    return Certificate.objects.printed().get()

"""What is shown to somebody who is logged in stays in no cache; what is everybody's may."""

import pytest
from django.test import Client
from django.urls import reverse

from school.people.models import Person, User
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
HERS = ["portal:me", "portal:today", "people:profile", "usersessions_list"]


@pytest.mark.parametrize("name", HERS)
def test_her_pages_are_not_kept(trainee: Person, name: str) -> None:
    answer = signed_in(trainee).get(reverse(name))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/desk/", "/desk/person/", "/desk/nowhere/"])
def test_nor_are_those_of_the_desk(superuser: User, address: str) -> None:
    assert "no-store" in signed_in(superuser).get(address)["Cache-Control"]


def test_a_page_for_everybody_is_hers_once_she_is_logged_in(trainee: Person) -> None:
    address = reverse("courses:cohorts")
    assert "no-store" in signed_in(trainee).get(address)["Cache-Control"]
    assert "no-store" not in Client().get(address).get("Cache-Control", "")


@pytest.mark.parametrize("name", ["account_logout", "wagtailadmin_logout"])
def test_logging_out_clears_what_the_browser_kept_of_before(
    superuser: User, name: str
) -> None:
    browser = signed_in(superuser)
    answer = browser.post(reverse(name))
    assert answer["Clear-Site-Data"] == '"cache"'
    assert browser.get("/desk/").status_code == 302

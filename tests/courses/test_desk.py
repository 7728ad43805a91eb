"""Classes, their evenings and duties at the desk."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from school.courses.models import Cohort
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import (
    assign,
    make_cohort,
    make_edition,
    make_nurse,
    make_venue,
)

# Wagtail sends whoever lacks a right there, with a sentence.
HOME = reverse("wagtailadmin_home")
LISTS = ["cohort", "session", "venue", "instructor", "edition", "course", "track"]


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def page(cohort: Cohort) -> str:
    return reverse("cohort:inspect", args=[cohort.pk])


def url(step: str, cohort: Cohort, /, **more: object) -> str:
    return reverse(f"courses_desk:{step}", kwargs={"code": cohort.code, **more})


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_and_costs_the_same_for_many_rows(
    desk: Client, name: str, django_assert_max_num_queries
) -> None:
    edition = make_edition()
    assign(make_cohort(edition=edition), make_nurse().user)
    address = reverse(f"{name}:index")
    desk.get(address)
    for number in range(4):
        make_cohort(edition=edition, venue=make_venue(f"教室{number}"))
        make_nurse()
    with django_assert_max_num_queries(25):
        assert desk.get(address).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_exported_as_a_spreadsheet(desk: Client, name: str) -> None:
    make_cohort()
    answer = desk.get(reverse(f"{name}:index"), {"export": "xlsx"})
    assert answer.status_code == 200
    assert (
        b"".join(answer.streaming_content if answer.streaming else [answer.content])[:2]
        == b"PK"
    )


@pytest.mark.parametrize("name", LISTS)
def test_the_auditor_reads_and_the_trainee_does_not(
    auditor: User, trainee: Person, instructor: User, name: str
) -> None:
    make_cohort()
    assert signed_in(auditor).get(reverse(f"{name}:index")).status_code == 200
    for user in (trainee, instructor):
        assert signed_in(user).get(reverse(f"{name}:index")).status_code in (302, 403)


def test_lists_filter_and_search(desk: Client) -> None:
    edition = make_edition()
    make_cohort(edition=edition, name="周末班", status="draft")
    make_cohort(edition=edition, name="平日班")
    drafts = desk.get(reverse("cohort:index"), {"status": "draft"}).content.decode()
    assert "周末班" in drafts
    assert "平日班" not in drafts
    found = desk.get(reverse("cohort:index"), {"q": "平日"}).content.decode()
    assert "平日班" in found
    assert "周末班" not in found


def test_days_to_come_are_written_out(desk: Client) -> None:
    cohort = make_cohort(starts_on=date(2027, 3, 20), enrol_until=date(2027, 3, 19))
    text = desk.get(reverse("cohort:index")).content.decode()
    assert "3月20日(周六)" in text
    assert "刚刚" not in text
    assert "3月20日(周六)19:00" in desk.get(reverse("session:index")).content.decode()
    assert cohort.sessions.count() == 4

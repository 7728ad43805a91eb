"""A class marked over HTTP: the ledger is whole, and its results pages stay cheap."""

import pytest
from django.test import Client
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Practical, Result
from school.courses.models import Cohort
from tests.cast import signed_in
from tests.costs import MOST_QUERIES, asked
from tests.volume import Size, make_class, mark_all

SIZE = Size(candidates=4, stations=3, examiners=2, items=5)


@pytest.fixture
def marked(db: None) -> Cohort:
    cohort = make_class(SIZE)
    assert mark_all(cohort) == 0
    return cohort


def cost(browser: Client, url: str) -> int:
    # What is read once a process and kept is no part of the page.
    browser.get(url)
    with asked() as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_every_mark_counts_and_the_pages_stay_cheap(marked, registrar) -> None:
    assert set(Practical.objects.values_list("status", flat=True)) == {"marked"}
    desk = signed_in(registrar)
    pages = {
        name: reverse(f"assessment_desk:{name}", args=[marked.code])
        for name in ("cohort", "stations")
    }
    # Ten of them are the desk's own: who one is, as what, what one may, its menu.
    assert cost(desk, pages["cohort"]) <= 22
    assert cost(desk, pages["stations"]) <= 17
    actions.release(marked, by=registrar, absent_too=True)
    assert cost(desk, pages["cohort"]) <= 23
    result = Result.objects.select_related("enrollment__person__user").first()
    assert sum(len(station["items"]) for station in result.breakdown) == 15
    url = reverse("assessment:result", args=[result.enrollment.code])
    assert cost(signed_in(result.enrollment.person), url) < MOST_QUERIES

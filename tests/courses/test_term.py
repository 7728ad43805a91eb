"""A term of 200 evenings and 4,000 people stays under 25 queries a page."""

from datetime import date

import pytest

from tests.bench.term import PEOPLE, SESSIONS, most_queries
from tests.costs import MOST_QUERIES

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_whole_term_stay_under_25_queries() -> None:
    most, page = most_queries(
        sessions=SESSIONS, people=PEOPLE, starts_on=date(2026, 11, 2)
    )
    assert most < MOST_QUERIES, page

"""A class of 9,600 marks beside one of 1,200: what its results pages take, and that no mark is lost."""

from collections.abc import Callable, Iterator

from django.db import reset_queries
from django.test import Client
from django.urls import reverse

from school.courses.models import Cohort
from school.people.roles import Role
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure, side_by_side
from tests.cast import signed_in
from tests.costs import MOST_QUERIES, asked
from tests.factories.people import make_user
from tests.volume import Size, make_class, mark_all

SMALL = Size(candidates=5, stations=8, examiners=2, items=15)
LARGE = Size(candidates=40, stations=8, examiners=2, items=15)
PAGES = ("cohort", "stations")


def results() -> Iterator[Figure]:
    found = measured()
    yield Figure(
        "assessment.results_growth",
        found["large"] / found["small"],
        "",
        "how much the marks grow",
        LARGE.marks / SMALL.marks,
        most_ratio=1,
    )
    yield Figure("assessment.results_page", found["large"] * 1000, "ms")
    yield Figure(
        "assessment.results_queries",
        found["queries"],
        "queries",
        "the most a page may cost",
        MOST_QUERIES,
        # Under, not up to: what the school promised itself.
        most=MOST_QUERIES - 1,
    )
    yield Figure(
        "assessment.lost_marks", found["lost"], "marks", "sent", found["sent"], most=0
    )


def measured() -> dict[str, float]:
    """Both classes marked over HTTP; then their pages at the desk, taking turns."""
    with database_of_its_own():
        classes = [make_class(size) for size in (SMALL, LARGE)]
        lost = sum(mark_all(cohort) for cohort in classes)
        desk = signed_in(make_user(role=Role.REGISTRAR, is_staff=True))
        queries = max(_queries(desk, url) for url in _addresses(classes[-1]))
        small, large = side_by_side(
            *(_reading(desk, cohort) for cohort in classes), rounds=9
        )
    return {
        "small": small,
        "large": large,
        "queries": queries,
        "lost": lost,
        "sent": SMALL.marks + LARGE.marks,
    }


def _addresses(cohort: Cohort) -> list[str]:
    return [reverse(f"assessment_desk:{name}", args=[cohort.code]) for name in PAGES]


def _reading(desk: Client, cohort: Cohort) -> Callable[[], None]:
    """Open the pages of a class, one after the other."""

    def read() -> None:
        for url in _addresses(cohort):
            reset_queries()
            assert desk.get(url).status_code == 200

    return read


def _queries(desk: Client, url: str) -> int:
    # What is read once a process and kept is no part of the page.
    desk.get(url)
    with asked() as queries:
        desk.get(url)
    return len(queries)

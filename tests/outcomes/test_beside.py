"""The pages of the classes, read together with the school's own, give no small number away."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.outcomes.rules import (
    Answer,
    Bound,
    Count,
    Kind,
    Like,
    Member,
    Results,
    Row,
    Share,
    results,
    results_beside,
    share,
    tables,
)
from school.people.models import User
from school.wages.rules import Comparable
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee

# Of a class: its course, how many completed, how many did not.
Class = tuple[str, int, int]
classes: st.SearchStrategy[list[Class]] = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 7), st.integers(0, 7)).filter(
        lambda one: one[1] + one[2] > 0
    ),
    min_size=2,
    max_size=4,
)
HIDDEN = Share(None, None, Bound.HIDDEN)


def school_of(counts: list[Class]) -> list[Member]:
    members = []
    for place, (course, done, left) in enumerate(counts):
        for is_completed in [True] * done + [False] * left:
            groups = {Kind.CLASS: (course, "2025", str(place))}
            members.append(Member(len(members), Row(is_completed), groups))
    return members


def pages_of(counts: list[Class]) -> list[Results]:
    members = school_of(counts)
    return [
        results_beside(members, (course, "2025", str(place)))
        for place, (course, _done, _left) in enumerate(counts)
    ]


def could_be(counts: list[Class]) -> Iterator[tuple[int, ...]]:
    """All numbers of who completed that agree with the pages and the table of the school."""
    members = school_of(counts)
    sizes = [done + left for _course, done, left in counts]
    shown = [page.completed for page in pages_of(counts)]
    each = [
        [
            number
            for number in range(size + 1)
            if told.denominator is None or share(number, size) == told
        ]
        for size, told in zip(sizes, shown, strict=True)
    ]
    whole = results(member.row for member in members).completed
    lines = tables(members, Like(3))[Kind.CLASS]
    sums = [
        ([place for place, name in enumerate(names(counts)) if covers(key, name)], cell)
        for key, cell in ((line.key, line.cells.get(Count.COMPLETED)) for line in lines)
        if cell is not None
    ]
    for numbers in product(*each):
        if share(sum(numbers), sum(sizes)) == whole and all(
            sum(numbers[place] for place in places) == cell.numerator
            for places, cell in sums
        ):
            yield numbers


def names(counts: list[Class]) -> list[tuple[str, ...]]:
    return [(course, "2025", str(place)) for place, (course, *_) in enumerate(counts)]


def covers(key: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return name[: len(key)] == key


@settings(max_examples=150, deadline=None)
@given(classes)
@example([("a", 0, 2), ("a", 0, 7), ("a", 5, 5)])
def test_no_small_number_of_a_class_follows_from_all_pages(
    counts: list[Class],
) -> None:
    found = list(could_be(counts))
    assert tuple(done for _course, done, _left in counts) in found
    untold = [page.completed.bound != Bound.EXACT for page in pages_of(counts)]
    for place, (course, done, left) in enumerate(counts):
        # That all completed, or nobody, may be told of classes together, as of a course.
        of_it = [
            each
            for each, is_untold in zip(counts, untold, strict=True)
            if each[0] == course and is_untold
        ]
        differ = any(one[1] for one in of_it) and any(one[2] for one in of_it)
        if differ and (0 < done < 5 or 0 < left < 5):
            assert len({numbers[place] for numbers in found}) > 1


def test_a_class_beside_a_small_one_is_not_told_either() -> None:
    """Not completed 0, 3 and 10: the thirteen, less the ten, would tell of three."""
    first, second, third = pages_of([("a", 10, 0), ("a", 17, 3), ("a", 10, 10)])
    assert results([Row()] * 10).completed.bound == Bound.EXACT
    assert first.completed == third.completed == HIDDEN
    assert second.completed == Share(16, 20, Bound.AT_LEAST)


def test_a_bound_stands_where_nothing_else_gives_it_away() -> None:
    """Of 30, 40 and 30 not completed 3, 10 and 8: of eleven together one to four fit here."""
    one, two, three = pages_of([("a", 27, 3), ("a", 30, 10), ("a", 22, 8)])
    assert one.completed == Share(26, 30, Bound.AT_LEAST)
    assert two.completed == Share(30, 40, Bound.EXACT)
    assert three.completed == HIDDEN


def test_bounds_that_would_add_up_to_the_number_itself_are_not_told() -> None:
    """Three times four did not complete: of twelve in three classes "at most four" is four."""
    counts = [("a", 20, 4), ("a", 20, 4), ("a", 20, 4), ("a", 20, 20)]
    *small, _large = pages_of(counts)
    assert [page.completed for page in small] == [HIDDEN] * 3


def test_the_only_class_is_told_as_the_school_is() -> None:
    [only] = pages_of([("a", 27, 3)])
    assert only.completed == Share(26, 30, Bound.AT_LEAST)


def paid(place: int, after: int | None, people: int) -> Iterator[tuple[int, Row]]:
    pay = Comparable("month", 100_000 * after) if after else None
    for _each in range(people):
        answer = Answer(True, True, pay)
        yield place, Row(baseline=Comparable("month", 400_000), answers={3: answer})


def test_pay_and_reasons_of_a_class_are_hidden_with_those_they_would_follow_from() -> (
    None
):
    """Three pairs in the second class, so none of the first; the mean of three would follow."""
    rows = [*paid(0, 5, 9), *paid(0, None, 6), *paid(1, 6, 3), *paid(1, None, 8)]
    members = [
        Member(number, row, {Kind.CLASS: ("a", "2025", str(place))})
        for number, (place, row) in enumerate(rows)
    ]
    alone = results(row for place, row in rows if place == 0).after[0]
    assert alone.changes[0].mean_fen == 100_000
    assert all(number is not None for _reason, number in alone.left_out)
    beside = results_beside(members, ("a", "2025", "0")).after[0]
    assert beside.changes[0].mean_fen is None
    assert beside.changes[0].coverage == HIDDEN
    assert all(number is None for _reason, number in beside.left_out)
    assert beside.employed == Share(15, 15, Bound.EXACT)


@pytest.mark.django_db
def test_the_page_of_a_class_heeds_the_other_classes(outcomes_officer: User) -> None:
    """On its page, at the desk and in the spreadsheet; a class not yet completed tells its own."""
    begun = timezone.localdate() - timedelta(days=200)
    first = filled("第1期", begun, completed=10, left=0)
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    pages = [
        reverse(name, args=[first.code])
        for name in ("outcomes:cohort", "outcomes_desk:report")
    ]
    for page in pages:
        assert client.get(page).context["found"].completed.percent == 100
    filled("第2期", begun, completed=17, left=3)
    for page in pages:
        assert client.get(page).context["found"].completed == HIDDEN
    Cohort.objects.filter(pk=first.pk).update(status=Cohort.Status.ASSESSING)
    for page in pages:
        assert client.get(page).context["found"].completed.percent == 100


def filled(name: str, begun: date, *, completed: int, left: int) -> Cohort:
    cohort = make_cohort(
        sessions=False,
        name=name,
        starts_on=begun,
        seats=60,
        status=Cohort.Status.COMPLETED,
    )
    Status = Enrollment.Status
    for status in [Status.COMPLETED] * completed + [Status.NOT_COMPLETED] * left:
        enrollment = make_enrollment(cohort, make_trainee())
        Enrollment.objects.filter(pk=enrollment.pk).update(status=status)
    return cohort

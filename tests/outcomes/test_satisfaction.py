"""How content the forty were, worked out on paper.

甲, 20 of 22 answered (90.9 %: 91 %): lessons ten 5 and ten 4, 90 by 20: 4.5; teachers 91:
4.55, half up 4.6; practice 58: 2.9; time and place 69: 3.45, so 3.5; recommend 89: 4.45, so 4.5.
Lessons, teachers and recommend have no mark of one to four people: told mark by mark.
Practice: 1 twice and 5 four times; 4 and 5 together are four still: not told.
Time and place: 1 and 2 together are four; 1 to 3 are eleven, 4 and 5 nine: two groups.
乙, 4 of 18 answered: told of nowhere, so the school's figures are those of 甲.
"""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from school.courses.models import Cohort
from school.feedback.surveys.rules import (
    MARKS,
    MEANS_FROM,
    NOT_TOLD,
    QUESTIONS,
    Tally,
    distribution,
    mean_tenths,
    tally,
    together,
    told_tenths,
)
from school.lib.masking import SMALLEST
from school.outcomes.dossier import archive
from school.outcomes.dossier.facts import gather
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.people import grant
from tests.factories.reports import publish
from tests.factories.surveys import make_answer, make_asked
from tests.outcomes import forty

JIA, YI = (forty.marks(forty.SAID[one]) for one in "甲乙")


def test_the_means_of_the_class() -> None:
    found = tally(22, JIA)
    assert found == Tally(22, 20, (90, 91, 58, 69, 89), 1)
    assert [found.tenths(name) for name in QUESTIONS] == [45, 46, 29, 35, 45]
    assert found.rate == 91


def test_the_school_leaves_out_who_are_few() -> None:
    assert together([tally(22, JIA), tally(18, YI)]) == tally(22, JIA)
    assert together([tally(18, YI)]) == Tally()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("lessons", [((1,), 0), ((2,), 0), ((3,), 0), ((4,), 10), ((5,), 10)]),
        ("teachers", [((1,), 0), ((2,), 0), ((3,), 0), ((4,), 9), ((5,), 11)]),
        ("practice", []),
        ("times", [((1, 2, 3), 11), ((4, 5), 9)]),
        ("recommend", [((1,), 0), ((2,), 0), ((3,), 0), ((4,), 11), ((5,), 9)]),
    ],
)
def test_who_said_what(name: str, found: list[object]) -> None:
    assert distribution([one[name] for one in JIA]) == found


def test_groups_that_the_mean_would_open_are_not_told() -> None:
    """Ten of 4 and 5 with the mean 4.1: one said 5, whatever the group hides."""
    assert mean_tenths(41, 10) == 41
    assert distribution([4] * 9 + [5]) == []


@given(st.lists(st.sampled_from(MARKS), max_size=30))
def test_no_mean_tells_what_anybody_said(marks: list[int]) -> None:
    """For every mark there is a way to the same mean in which nobody gave it, or five did."""
    mean = told_tenths(sum(marks), len(marks))
    if len(marks) < MEANS_FROM or {*marks} in ({1}, {5}):
        assert mean == NOT_TOLD
    if mean == NOT_TOLD:
        return
    everything = [((1, 2, 3, 4, 5), len(marks))]
    for mark in MARKS:
        possible = numbers_of(mark, everything, mean, len(marks))
        assert possible - {1, 2, 3, 4}
        assert possible != {len(marks)}


@pytest.mark.parametrize(
    ("marks", "mean"),
    [
        ([5] * 9, NOT_TOLD),
        ([5] * 8 + [4], NOT_TOLD),
        ([5] * 7 + [4] * 2, 48),
        ([1] * 8 + [2], NOT_TOLD),
        ([5, 4, 3, 4, 4, 4, 2, 3], NOT_TOLD),
        # As it would be of 2, 3, 4 three times each.
        ([3] * 9, 30),
    ],
)
def test_means_worked_out_on_paper(marks: list[int], mean: int) -> None:
    assert told_tenths(sum(marks), len(marks)) == mean


@pytest.mark.parametrize("mark", MARKS)
def test_who_all_said_the_same_is_not_told(mark: int) -> None:
    assert distribution([mark] * 12) == []


def test_a_class_of_eight_answers_is_in_no_figure_of_the_school() -> None:
    few = tally(9, JIA[:8])
    assert together([tally(22, JIA), few]) == tally(22, JIA)
    assert few.shown.tenths == ()


@given(st.lists(st.sampled_from(MARKS), max_size=16))
def test_no_distribution_tells_of_few(marks: list[int]) -> None:
    """Neither by its groups, nor by them and the mean: tried by every way to have said it."""
    told = distribution(marks)
    if not told:
        return
    assert len(marks) >= SMALLEST
    assert not any(0 < number < SMALLEST for _group, number in told)
    shown = mean_tenths(sum(marks), len(marks))
    for mark in MARKS:
        possible = numbers_of(mark, told, shown, len(marks))
        assert possible - {1, 2, 3, 4}


def numbers_of(
    mark: int, told: list[tuple[tuple[int, ...], int]], shown: int, answers: int
) -> set[int]:
    """How many may have given a mark, for a reader who adds up sums and not ways."""
    ways = {(0, 0)}
    for group, number in told:
        for _turn in range(number):
            ways = {
                (total + one, held + (one == mark))
                for total, held in ways
                for one in group
            }
    return {held for total, held in ways if mean_tenths(total, answers) == shown}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6))
def test_the_school_is_the_sum_of_classes_that_are_told_of(
    classes: list[tuple[int, int]],
) -> None:
    """So nothing follows from it by subtraction, not even from one day to the next."""
    found = [tally(some + more, [JIA[0]] * some) for some, more in classes]
    told = [one for one in found if one.is_told]
    whole = together(found)
    assert whole.answers == sum(one.answers for one in told)
    assert not 0 < whole.answers < MEANS_FROM


def made(name: str, said: list[dict[str, int]], asked: int) -> Cohort:
    cohort = make_cohort(
        sessions=False,
        name=name,
        seats=40,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 25),
        status=Cohort.Status.COMPLETED,
    )
    make_asked(cohort, asked, 0)
    for one in said:
        make_answer(cohort, "实操太少" if one["practice"] == 1 else "", **one)
    return cohort


@pytest.mark.django_db
def test_the_page_of_the_class(outcomes_officer: User) -> None:
    cohort = made("甲", JIA, 22)
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    answer = client.get(reverse("outcomes_desk:report", args=[cohort.code])).text
    assert "22 人中 20 人作答" in answer
    for mean in ("4.5", "4.6", "2.9", "3.5"):
        assert f"<td>{mean}<" in answer or f"<td>{mean}" in answer
    assert "很好 10 · 好 10" in answer
    assert "实操太少" in answer


@pytest.mark.django_db
def test_four_answers_are_shown_to_nobody(outcomes_officer: User) -> None:
    """Not to a superuser either, whom every right is given."""
    cohort = made("乙", YI, 18)
    outcomes_officer.is_superuser = outcomes_officer.is_staff = True
    outcomes_officer.save()
    client = signed_in(outcomes_officer)
    for page in ("report", "export"):
        url = reverse(f"outcomes_desk:{page}", args=[cohort.code])
        assert client.get(url).status_code == 200
    answer = client.get(reverse("outcomes_desk:report", args=[cohort.code])).text
    assert "不显示：作答的不到 5 人" in answer
    assert "实操太少" not in answer
    assert not publish().told.content.answers
    assert "满意度" not in client.get(reverse("outcomes:public")).text


@pytest.mark.django_db
def test_the_school_tells_it_in_public_and_in_its_spreadsheet(
    outcomes_officer: User,
) -> None:
    made("甲", JIA, 22)
    made("乙", YI, 18)
    report = publish()
    assert report.told.content == replace(tally(22, JIA).shown, asked=0)
    assert "asked" not in report.plain["figures"]["content"]
    public = signed_in(None).get(reverse("outcomes:public")).text
    assert "20 人作答" in public
    assert "22 人中 20 人作答" not in public
    assert "作答率" not in public
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    overview = client.get(reverse("outcomes_desk:overview")).text
    assert "22 人中 20 人作答" in overview
    assert "1／2" in overview or "2 个已结班级中，1 个" in overview
    export = client.get(
        reverse("outcomes_desk:overview_export", args=[3, "month", "net"])
    )
    sheet = load_workbook(BytesIO(export.content))["按课程、年份和班级的满意度"]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert any("甲" in str(row[0]) for row in rows)
    assert not any("乙" in str(row[0]) for row in rows)


@pytest.mark.django_db
def test_eight_answers_are_a_number_and_no_mark(outcomes_officer: User) -> None:
    cohort = made("丙", JIA[-8:], 9)
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    answer = client.get(reverse("outcomes_desk:report", args=[cohort.code])).text
    assert "8 人作答，满 9 人才显示评分" in answer
    assert "实操太少" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "is_there"), [(JIA, True), (JIA[:8], False), (YI, False)]
)
def test_paper_08_of_the_dossier(said: list[dict[str, int]], is_there: bool) -> None:
    cohort = made("甲", said, 22)
    papers = dict(archive.papers(gather(cohort.pk), with_id_numbers=False))
    assert ("08" in papers) is is_there
    if is_there:
        rows = papers["08"].tables[0].rows
        assert [row[1] for row in rows] == ["4.5", "4.6", "2.9", "3.5", "4.5"]


@pytest.mark.django_db
def test_paper_08_waits_until_nobody_can_answer() -> None:
    cohort = made("甲", JIA, 22)
    cohort.survey.until = timezone.localdate() + timedelta(days=1)
    cohort.survey.save()
    papers = dict(archive.papers(gather(cohort.pk), with_id_numbers=False))
    assert "08" not in papers

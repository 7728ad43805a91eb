"""What a completion of the forty cost, worked out on paper.

甲 cost 21,600 + 3,000 + 2,200 + 1,980.50 = 28,780.50; 22 completed: 1,308.2045 each.
乙 cost 18,000 + 1,999.99 = 19,999.99; 13 completed: 1,538.4607.
Together 48,780.49, by 35: 1,393.7282.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from school.courses.models import Cohort, CostClosing
from school.enrollment.models import Enrollment
from school.lib.masking import SMALLEST
from school.outcomes.access import public_results
from school.outcomes.costs import spent_in
from school.outcomes.rules import Cost, Kind, Member, Row, costs, tables
from school.outcomes.rules.breakdown import LIKES, Line
from school.people.models import User
from tests.cast import signed_in
from tests.factories.costs import make_cost, make_costed
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee
from tests.factories.reports import publish
from tests.outcomes import forty
from tests.outcomes.test_breakdown import members

JIA, YI = ("养老", "甲"), ("养老", "乙")
OF_JIA, OF_YI = (sum(forty.SPENT[one].values()) for one in "甲乙")


def class_table(members: Sequence[Member]) -> list[Line]:
    return tables(members, LIKES[0])[Kind.CLASS]


def test_to_the_fen() -> None:
    found = costs(class_table(members()), {JIA: OF_JIA, YI: OF_YI})
    assert found[JIA] == Cost(2_878_050, 22, classes=1)
    assert found[JIA].each_fen == 130_820
    assert found[YI].each_fen == 153_846
    assert found["养老",] == found[()] == Cost(4_878_049, 35, classes=2)
    assert found[()].each_fen == 139_373


def test_a_class_whose_costs_are_not_complete_is_left_out() -> None:
    found = costs(class_table(members()), {JIA: OF_JIA, YI: None})
    assert found[()] == Cost(2_878_050, 22, classes=1, not_complete=1)
    assert found[YI] == Cost(not_complete=1)


def test_a_class_that_nobody_completed_has_its_cost_and_no_quotient() -> None:
    nobody = [row_in("丙", number, is_completed=False) for number in range(6)]
    spent = {JIA: OF_JIA, ("养老", "丙"): 50_000}
    found = costs(class_table([*members()[:22], *nobody]), spent)
    assert found["养老", "丙"] == Cost(50_000, 0, classes=1)
    assert found["养老", "丙"].each_fen is None
    assert found[()] == Cost(2_928_050, 22, classes=2)


def test_three_who_completed_are_not_told_of() -> None:
    """丙's three follow from the school's figure unless the cost keeps to what is shown."""
    few = [row_in("丙", number, is_completed=True) for number in range(3)]
    spent = {JIA: OF_JIA, YI: None, ("养老", "丙"): 50_000}
    found = costs(class_table([*members(), *few]), spent)
    assert found["养老", "丙"] == Cost(not_shown=1)
    assert found[()] == Cost(2_878_050, 22, 1, not_complete=1, not_shown=1)
    # Told of together, where all are complete: 38 is the school's own figure.
    spent[YI] = OF_YI
    assert costs(class_table([*members(), *few]), spent)[()].completed == 38


def row_in(name: str, number: int, *, is_completed: bool) -> Member:
    return Member(1000 + number, Row(is_completed), {Kind.CLASS: ("养老", name)})


one_class = st.tuples(st.integers(0, 12), st.integers(0, 9), st.booleans())


@given(st.lists(st.lists(one_class, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_cost_tells_of_few(school: list[list[tuple[int, int, bool]]]) -> None:
    """Nor the rest of any group whose own number is shown."""
    found, shown = told_of(school)
    for key, cost in found.items():
        assert not 0 < cost.completed < SMALLEST
        if (number := shown.get(key)) is not None:
            assert not 0 < number - cost.completed < SMALLEST


def told_of(
    school: list[list[tuple[int, int, bool]]],
) -> tuple[dict[tuple[str, ...], Cost], dict[tuple[str, ...], int | None]]:
    everyone: list[Member] = []
    spent: dict[tuple[str, ...], int | None] = {}
    for course, cohorts in enumerate(school):
        for number, (done, left, is_costed) in enumerate(cohorts):
            key = (str(course), str(number))
            spent[key] = 100_000 if is_costed else None
            for turn in range(done + left):
                groups = {Kind.CLASS: key}
                everyone.append(Member(len(everyone), Row(turn < done), groups))
    lines = class_table(everyone)
    shown = {
        line.key: cell.numerator if (cell := line.cells.get("completed")) else None
        for line in lines
    }
    return costs(lines, spent), shown


@pytest.fixture
def cohort() -> Cohort:
    """甲, with its costs."""
    found = make_cohort(
        sessions=False,
        name="甲",
        seats=40,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 25),
        status=Cohort.Status.COMPLETED,
    )
    for number in range(22):
        enrollment = make_enrollment(found, make_trainee(f"学员{number}"))
        Enrollment.objects.filter(pk=enrollment.pk).update(status="completed")
    return found


def spend(cohort: Cohort) -> None:
    for kind, fen in forty.SPENT["甲"].items():
        if kind == "venue":
            wrong = make_cost(cohort, 3200, kind=kind)
            make_cost(cohort, kind=kind, amount_fen=fen, replaces=wrong, reason="多记")
        else:
            make_cost(cohort, kind=kind, amount_fen=fen)


def close(cohort: Cohort) -> None:
    CostClosing.objects.create(
        cohort=cohort,
        is_complete=True,
        actor_label="王教务",
        at="2026-04-01T10:00+08:00",
    )


@pytest.mark.django_db
def test_a_corrected_line_does_not_count(cohort: Cohort) -> None:
    spend(cohort)
    assert list(spent_in(public_results()).values()) == [None]
    close(cohort)
    assert list(spent_in(public_results()).values()) == [OF_JIA]


@pytest.mark.django_db
def test_the_page_of_the_class(cohort: Cohort, outcomes_officer: User) -> None:
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    page = reverse("outcomes_desk:report", args=[cohort.code])
    assert "本班还没有登记成本" in client.get(page).text
    spend(cohort)
    assert "¥1,308.20" not in client.get(page).text
    close(cohort)
    answer = client.get(page).text
    assert "¥28,780.50" in answer
    assert "¥1,308.20" in answer


@pytest.mark.django_db
def test_a_class_does_not_tell_its_few_by_its_cost(
    cohort: Cohort, outcomes_officer: User
) -> None:
    """Two did not complete: "at least 15 of 22" stands beside it."""
    some = cohort.enrollments.values("pk")[:2]
    Enrollment.objects.filter(pk__in=some).update(status="not_completed")
    make_costed(cohort, 2000)
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    answer = client.get(reverse("outcomes_desk:report", args=[cohort.code])).text
    assert "¥2,000" in answer
    assert "¥100" not in answer
    assert "不显示：会让人看出结业人数" in answer
    assert "¥100" not in client.get(reverse("outcomes:public")).text


@pytest.mark.django_db
def test_the_school_tells_it_in_public_and_in_its_spreadsheet(
    cohort: Cohort, outcomes_officer: User
) -> None:
    assert "每结业一人成本" not in signed_in(None).get(reverse("outcomes:public")).text
    spend(cohort)
    close(cohort)
    publish()
    assert "¥1,308.20" in signed_in(None).get(reverse("outcomes:public")).text
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    overview = client.get(reverse("outcomes_desk:overview")).text
    assert "¥28,780.50" in overview
    export = client.get(
        reverse("outcomes_desk:overview_export", args=[3, "month", "net"])
    )
    book = load_workbook(BytesIO(export.content))
    sheet = book["按课程、年份和班级的成本"]
    assert [cell.value for cell in sheet[sheet.max_row]][0].startswith("截至")
    assert any("¥1,308.20" in (cell.value or "") for row in sheet.rows for cell in row)

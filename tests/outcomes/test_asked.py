"""How many were asked how content they are tells of few neither who left nor who failed."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from school.enrollment.models import Enrollment
from school.feedback.surveys.rules import tally
from school.outcomes.reports.words import of_figures
from school.outcomes.rules import Cell, Count, Like, Line, results
from school.outcomes.rules.published import Published
from school.outcomes.satisfaction import countable, is_countable, shown_of
from school.people.models import User
from tests.cast import signed_in
from tests.factories.people import grant
from tests.outcomes import forty
from tests.outcomes.test_satisfaction import JIA, made


@pytest.mark.parametrize(
    ("asked", "completed", "roll", "is_told"),
    [
        (22, 22, 22, True),
        (22, 17, 27, True),
        (22, 18, 22, False),
        (22, 22, 26, False),
        (22, 22, 23, False),
        # Who failed at the end of the class completed it later.
        (22, 23, 28, False),
    ],
)
def test_how_many_were_asked_tells_of_few_neither_left_nor_failed(
    asked: int, completed: int, roll: int, is_told: bool
) -> None:
    assert is_countable(asked, completed, roll) is is_told


def test_classes_together_tell_how_many_were_asked_only_if_each_does() -> None:
    classes = {("a", "1"): tally(22, JIA), ("a", "2"): tally(25, JIA)}
    lines = [
        Line(key, {Count.COMPLETED: cell})
        for key, cell in [(("a", "1"), Cell(22, 22)), (("a", "2"), None)]
    ]
    found = countable(classes, lines)
    assert found == {("a", "1")}
    assert shown_of(classes, found).asked == 0
    del classes["a", "2"]
    assert shown_of(classes, found).asked == 22


@pytest.mark.django_db
def test_as_many_classes_are_looked_at_as_there_are() -> None:
    """Though the report repeats an earlier one's figures of fewer classes."""
    shown = replace(tally(22, JIA).shown, classes=3)
    told = Published(
        2, 2, results(forty.rows()), Like(3), {}, {}, content=shown, content_of=4
    )
    with translation.override("zh-hans"):
        section = of_figures(told)["sections"][-1]
    assert section.figures[0].coverage == "4 个已结班级中，3 个计入"


@pytest.mark.django_db
def test_the_page_of_a_class_does_not_tell_that_three_failed(
    outcomes_officer: User,
) -> None:
    cohort = made("甲", JIA, 22)
    some = Enrollment.objects.filter(cohort=cohort)[:3].values("pk")
    Enrollment.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(
        status=Enrollment.Status.NOT_COMPLETED
    )
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    for page in (
        reverse("outcomes_desk:report", args=[cohort.code]),
        reverse("outcomes_desk:overview"),
    ):
        answer = client.get(page).text
        assert "20 人作答" in answer
        assert "22 人中 20" not in answer

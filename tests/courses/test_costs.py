"""What a class cost is noted line by line, never edited, and complete only when somebody says so."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from school.courses.costs import actions, refusals
from school.courses.models import Cohort, CostLine
from school.courses.refusals import ReasonMissing
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.costs import make_cost, make_costed
from tests.factories.courses import make_cohort
from tests.factories.people import grant

pytestmark = pytest.mark.django_db

PAID = date(2026, 3, 20)


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(sessions=False, status=Cohort.Status.COMPLETED)


def enter(cohort: Cohort, by: Any = SYSTEM, **given: Any) -> CostLine:
    facts = {"amount_fen": 86_050, "paid_on": PAID, "kind": "venue", "note": ""}
    return actions.enter_cost(cohort, by=by, **{**facts, "payer": "fees", **given})


def correct(line: CostLine, by: Any = SYSTEM, **given: Any) -> CostLine:
    facts = {"amount_fen": 80_000, "paid_on": PAID, "kind": "venue", "note": ""}
    return actions.correct_cost(
        line, by=by, **{**facts, "payer": "fees", "reason": "多记了一晚", **given}
    )


def test_a_cost_is_noted_and_corrected_beside_the_old_line(cohort: Cohort) -> None:
    line = enter(cohort)
    assert correct(line).replaces == line
    assert [one.amount_fen for one in cohort.cost_lines.standing()] == [80_000]
    assert cohort.cost_lines.count() == 2
    verbs = Entry.objects.values_list("verb", flat=True)
    assert {"courses.enter_cost", "courses.correct_cost"} <= set(verbs)


def test_a_cost_is_taken_back_by_correcting_it_to_nothing(cohort: Cohort) -> None:
    correct(enter(cohort), amount_fen=0)
    assert [one.amount_fen for one in cohort.cost_lines.standing()] == [0]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"amount_fen": 0}, refusals.NoSum),
        ({"paid_on": timezone.localdate() + timedelta(days=2)}, refusals.PaidLater),
    ],
)
def test_a_cost_is_a_sum_that_was_paid(
    cohort: Cohort, given: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        enter(cohort, **given)


def test_a_draft_costs_nothing_yet() -> None:
    draft = make_cohort(sessions=False, status=Cohort.Status.DRAFT)
    with pytest.raises(refusals.NoCostsYet):
        enter(draft)


def test_a_line_is_corrected_once_and_for_a_reason(cohort: Cohort) -> None:
    line = enter(cohort)
    with pytest.raises(ReasonMissing):
        correct(line, reason=" ")
    with pytest.raises(refusals.PaidLater):
        correct(line, paid_on=timezone.localdate() + timedelta(days=2))
    correct(line)
    with pytest.raises(refusals.CorrectedAlready):
        correct(line)


def test_nothing_noted_or_all_taken_back_is_not_complete(cohort: Cohort) -> None:
    with pytest.raises(refusals.NothingEntered):
        actions.complete_costs(cohort, by=SYSTEM)
    correct(enter(cohort), amount_fen=0)
    with pytest.raises(refusals.NothingEntered):
        actions.complete_costs(cohort, by=SYSTEM)
    assert not actions.are_complete(cohort)


def test_complete_costs_take_nothing_more_until_they_are_opened(
    cohort: Cohort,
) -> None:
    line = enter(cohort)
    actions.complete_costs(cohort, by=SYSTEM)
    assert actions.are_complete(cohort)
    with pytest.raises(refusals.CostsComplete):
        enter(cohort)
    with pytest.raises(refusals.CostsComplete):
        correct(line)
    with pytest.raises(refusals.CostsComplete):
        actions.complete_costs(cohort, by=SYSTEM)
    with pytest.raises(ReasonMissing):
        actions.reopen_costs(cohort, reason="", by=SYSTEM)
    actions.reopen_costs(cohort, reason="还有一张发票", by=SYSTEM)
    assert not actions.are_complete(cohort)
    with pytest.raises(refusals.CostsOpen):
        actions.reopen_costs(cohort, reason="再来一次", by=SYSTEM)
    enter(cohort)
    actions.complete_costs(cohort, by=SYSTEM)
    assert actions.are_complete(cohort)


def test_they_are_complete_only_after_the_class_and_with_something_noted(
    cohort: Cohort,
) -> None:
    with pytest.raises(refusals.NothingEntered):
        actions.complete_costs(cohort, by=SYSTEM)
    enter(cohort)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ASSESSING)
    with pytest.raises(refusals.ClassNotOver):
        actions.complete_costs(cohort, by=SYSTEM)


@pytest.mark.parametrize("who", ["auditor", "trainee", "points_officer"])
def test_who_only_reads_enters_nothing(
    cohort: Cohort, who: str, request: pytest.FixtureRequest
) -> None:
    found = request.getfixturevalue(who)
    by: User = found.user if isinstance(found, Person) else found
    line = make_cost(cohort)
    verbs: list[Callable[[], object]] = [
        lambda: enter(cohort, by),
        lambda: correct(line, by),
        lambda: actions.complete_costs(cohort, by=by),
        lambda: actions.reopen_costs(cohort, reason="看一看", by=by),
    ]
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()


@pytest.mark.parametrize("table", ["costline", "costclosing"])
@pytest.mark.parametrize("change", ["UPDATE {} SET actor_label = ''", "DELETE FROM {}"])
def test_the_database_changes_no_line(cohort: Cohort, table: str, change: str) -> None:
    make_costed(cohort)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(f"courses_{table}"))


def test_the_registrar_keeps_them_at_the_desk(cohort: Cohort, registrar: User) -> None:
    client = signed_in(grant(registrar, "wagtailadmin.access_admin"))
    page = reverse("courses_desk:costs", args=[cohort.code])
    typed = {
        "kind": "materials",
        "amount": "1,980.50",
        "paid_on": "2026-03-20",
        "payer": "subsidy",
        "note": "棉签、毛巾",
    }
    client.post(reverse("courses_desk:enter_cost", args=[cohort.code]), typed)
    line = cohort.cost_lines.get()
    assert line.amount_fen == 198_050
    wrong = {**typed, "amount": "1890.50", "reason": "数字写反了"}
    client.post(reverse("courses_desk:correct_cost", args=[line.code]), wrong)
    answer = client.get(page).text
    assert "<s>¥1,980.50</s>" in answer
    assert "<strong>¥1,890.50</strong>" in answer
    assert "还不齐" in answer
    client.post(reverse("courses_desk:complete_costs", args=[cohort.code]))
    assert "成本已记齐" in client.get(page).text
    assert "¥1,890.50" in client.get(reverse("courses_desk:all_costs")).text


def test_the_auditor_reads_and_finds_no_button(cohort: Cohort, auditor: User) -> None:
    make_cost(cohort)
    client = signed_in(grant(auditor, "wagtailadmin.access_admin"))
    answer = client.get(reverse("courses_desk:costs", args=[cohort.code])).text
    assert "¥1,200" in answer
    assert reverse("courses_desk:enter_cost", args=[cohort.code]) not in answer

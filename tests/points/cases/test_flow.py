"""A deduction from its proposal to the end, and what each may not do on the way."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.notices.models import Notice
from school.people.models import Person, User
from school.people.roles import Role
from school.points.accounts import accounts_of
from school.points.actions import reverse
from school.points.cases import actions, ledger, refusals
from school.points.cases.models import Case, Step
from school.points.cases.reading import open_cases
from school.points.models import Posting
from tests.factories.assessors import make_conflict
from tests.factories.cases import (
    LONG,
    make_appealed,
    make_case,
    make_deduction,
    make_officer,
    make_posted,
    make_told,
    make_withdrawn,
    score,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
Status = Case.Status


def kinds(person: Person) -> list[str]:
    told = Notice.objects.filter(person=person).order_by("pk")
    return list(told.values_list("kind", flat=True))


def test_a_deduction_goes_through_three_people(
    trainee: Person, inspector: User, points_officer: User, registrar: User
) -> None:
    case = make_case(trainee, by=inspector)
    assert (case.status, kinds(trainee)) == (Status.PROPOSED, [])
    case = actions.notify_worker(case, by=inspector)
    assert case.respond_by
    case = actions.respond(case, words="堵车。", by=trainee.user)
    assert score(trainee) == 100
    case = actions.confirm(case, words="核实了。", by=points_officer)
    assert (score(trainee), accounts_of(trainee).balance) == (97, 0)
    case = actions.appeal(case, words="手机没电。", by=trainee.user)
    case = actions.decide(case, is_upheld=True, words="属实。", by=registrar)
    assert (case.status, score(trainee)) == (Status.REVERSED, 100)
    assert kinds(trainee) == [
        "deduction_proposed",
        "deduction_posted",
        "deduction_decided",
    ]
    lines = case.steps.values_list("verb", "by")
    assert list(lines) == [
        ("propose", inspector.pk),
        ("notify", inspector.pk),
        ("respond", trainee.user_id),
        ("confirm", points_officer.pk),
        ("appeal", trainee.user_id),
        ("uphold", registrar.pk),
    ]
    assert ledger.cost_of(case) == 3


def test_those_who_come_next_are_told(
    trainee: Person, inspector: User, points_officer: User, registrar: User
) -> None:
    relative = make_user(role=Role.REGISTRAR)
    make_conflict(relative, trainee)
    make_appealed(trainee, by=inspector, second=points_officer)
    told = {
        kind: set(
            Notice.objects.filter(kind=kind).values_list("person__user", flat=True)
        )
        for kind in ("deduction_waits", "deduction_appealed")
    }
    assert told["deduction_waits"] == {points_officer.pk, registrar.pk}
    assert told["deduction_appealed"] == {registrar.pk}


def test_dismissed_it_stays_with_words_and_there_is_no_second_appeal(
    trainee: Person,
) -> None:
    case = make_appealed(trainee)
    third = make_officer(Role.REGISTRAR)
    case = actions.decide(case, is_upheld=False, words="时间对得上。", by=third)
    assert (case.status, case.outcome, score(trainee)) == ("posted", "dismissed", 97)
    assert list(Case.objects.final()) == [case]
    with pytest.raises(refusals.AppealedOnce):
        actions.appeal(case, words="再来。", by=trainee.user)


def test_one_source_makes_one_case(trainee: Person, classmate: Person) -> None:
    case = make_case(trainee)
    assert make_case(trainee, facts="又一次") == case
    assert make_case(trainee, rule_code="N03") != case
    assert make_case(classmate) != case
    make_withdrawn(case)
    again = actions.propose(
        trainee,
        rule_code="N01",
        occurred_on=case.occurred_on,
        facts="又一次",
        source=("desk", "1"),
        by=SYSTEM,
    )
    assert (again, again.status) == (case, Status.WITHDRAWN)
    assert case.steps.filter(verb="propose").count() == 1


def test_what_is_withdrawn_costs_nothing(trainee: Person) -> None:
    case = make_withdrawn(make_told(trainee))
    assert (case.status, score(trainee)) == (Status.WITHDRAWN, 100)
    assert not open_cases(trainee).exists()
    assert kinds(trainee)[-1] == "deduction_withdrawn"
    untold = make_withdrawn(make_case(trainee, source="2"))
    assert kinds(trainee).count("deduction_withdrawn") == 1
    assert not Case.objects.told_to(trainee.user).filter(pk=untold.pk).exists()


def test_a_late_answer_is_read_until_it_is_confirmed(trainee: Person) -> None:
    case = make_told(trainee, at=timezone.now() - LONG)
    case = actions.respond(case, words="刚看到。", by=trainee.user)
    assert case.status == Status.RESPONDED
    actions.confirm(case, words="核实了。", by=make_officer())
    with pytest.raises(refusals.MovedOn):
        actions.respond(case, words="还有。", by=trainee.user)


def test_the_history_is_appended_to(trainee: Person) -> None:
    make_case(trainee)
    for change in (
        lambda: Step.objects.update(words="别的"),
        lambda: Step.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_cap_of_the_rule_holds(trainee: Person) -> None:
    make_deduction("N01", cap_points=5)
    for source in "12":
        case = make_posted(trainee, source=source)
    assert score(trainee) == 95
    assert ledger.cost_of(case) == 2


def test_what_is_reversed_in_the_ledger_closes_its_case(
    trainee: Person, points_officer: User
) -> None:
    case = make_posted(trainee)
    posting = Posting.objects.get(source_id=case.code)
    reverse(posting, by=points_officer, reason="订单是别人的。")
    case.refresh_from_db()
    assert (case.status, score(trainee)) == (Status.REVERSED, 100)
    line = case.steps.last()
    assert line
    assert (line.verb, line.words) == ("reverse", "订单是别人的。")

"""What nobody may do on the way to a deduction."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.assessment.models import Conflict
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points.cases import actions, refusals
from school.points.cases.models import Case, CaseProof
from school.points.refusals import NoSuchRule, NotADeduction
from tests.factories.assessors import make_conflict
from tests.factories.cases import (
    LONG,
    make_answered,
    make_appealed,
    make_case,
    make_deduction,
    make_officer,
    make_posted,
    make_told,
    score,
)
from tests.factories.people import make_company
from tests.factories.points import make_rule
from tests.factories.proofs import snapshot

pytestmark = pytest.mark.django_db
Status = Case.Status


def test_nobody_confirms_what_she_proposed_or_told(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    case = make_case(trainee, by=points_officer)
    actions.notify_worker(case, by=registrar)
    actions.respond(case, words="堵车。", by=trainee.user)
    for user in (points_officer, registrar):
        with pytest.raises(refusals.HadAPart):
            actions.confirm(case, words="核实了。", by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(confirmed_by=registrar)


def test_nobody_decides_who_had_a_part(trainee: Person, registrar: User) -> None:
    case = make_appealed(trainee, second=registrar)
    with pytest.raises(refusals.HadAPart):
        actions.decide(case, is_upheld=True, words="好。", by=registrar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(decided_by=registrar)


@pytest.mark.parametrize("tie", ["relative", "company"])
def test_nobody_close_to_her_decides_or_sees_the_evidence(
    trainee: Person, registrar: User, tie: str
) -> None:
    if tie == "relative":
        make_conflict(registrar, trainee, kind=Conflict.Kind.RELATIVE)
    else:
        trainee.company = make_company()
        trainee.save(update_fields=["company"])
        registrar.company_contacts.create(company=trainee.company)
    case = make_answered(trainee)
    for verb in (actions.confirm, actions.withdraw):
        with pytest.raises(refusals.TooClose):
            verb(case, words="核实了。", by=registrar)
    case = make_appealed(trainee, source="2")
    with pytest.raises(refusals.TooClose):
        actions.decide(case, is_upheld=True, words="好。", by=registrar)


def test_nobody_works_on_a_case_about_herself(registrar: User) -> None:
    own = Person.objects.create(name="吴教务", user=registrar, id_number_hash="x")
    with pytest.raises(refusals.OwnCase):
        make_case(own, by=registrar)
    case = make_case(own)
    for verb in (actions.notify_worker, actions.withdraw):
        words = {"words": "好。"} if verb is actions.withdraw else {}
        with pytest.raises(refusals.OwnCase):
            verb(case, by=registrar, **words)
    case = actions.respond(
        actions.notify_worker(case, by=SYSTEM), words="好", by=registrar
    )
    with pytest.raises(refusals.OwnCase):
        actions.confirm(case, words="好。", by=registrar)


def test_unheard_nothing_is_confirmed_before_her_days_are_over(
    trainee: Person,
) -> None:
    case, by = make_told(trainee), make_officer()
    with pytest.raises(refusals.StillAnswering):
        actions.confirm(case, words="核实了。", by=by)
    with pytest.raises(refusals.MovedOn):
        actions.confirm(make_case(trainee, source="2"), words="核实了。", by=by)
    late = timezone.now() + LONG
    case = actions.confirm(case, words="没有申辩。", by=by, at=late)
    assert (case.status, score(trainee)) == (Status.POSTED, 97)


def test_an_appeal_comes_in_its_days(trainee: Person) -> None:
    case = make_posted(trainee, at=timezone.now() - LONG)
    with pytest.raises(refusals.AppealOver):
        actions.appeal(case, words="不对。", by=trainee.user)
    assert list(Case.objects.final()) == [case]


def test_only_she_answers_and_appeals(
    trainee: Person, classmate: Person, registrar: User
) -> None:
    told, posted = make_told(trainee), make_posted(trainee, source="2")
    for by in (classmate.user, registrar):
        with pytest.raises(NotPermitted):
            actions.respond(told, words="好。", by=by)
        with pytest.raises(NotPermitted):
            actions.appeal(posted, words="好。", by=by)


def test_without_the_right_nobody_takes_a_step(
    trainee: Person, inspector: User, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        make_case(trainee, by=auditor)
    other, told = make_case(trainee), make_answered(trainee, source="2")
    appealed = make_appealed(trainee, source="3")
    for by in (inspector, auditor):
        for verb in (actions.notify_worker, actions.add_proof):
            extra = {"file": BytesIO(snapshot())} if verb is actions.add_proof else {}
            with pytest.raises(NotPermitted):
                verb(other, by=by, **extra)
        for judge in (actions.confirm, actions.withdraw):
            with pytest.raises(NotPermitted):
                judge(told, words="好。", by=by)
        with pytest.raises(NotPermitted):
            actions.decide(appealed, is_upheld=True, words="好。", by=by)


def test_what_a_proposal_cannot_be(trainee: Person) -> None:
    make_deduction()
    make_rule("T05")
    tomorrow = timezone.localdate() + timedelta(days=1)
    for refusal, typed in (
        (refusals.FactsNeeded, {"facts": "  "}),
        (refusals.HappensLater, {"occurred_on": tomorrow}),
    ):
        with pytest.raises(refusal):
            make_case(trainee, **typed)
    for code in ("T05", "N99"):
        with pytest.raises((NotADeduction, NoSuchRule)):
            actions.propose(
                trainee,
                rule_code=code,
                occurred_on=timezone.localdate(),
                facts="迟到",
                source=("desk", "1"),
                by=SYSTEM,
            )


def test_she_is_told_with_evidence_or_not_at_all(trainee: Person) -> None:
    case = make_case(trainee)
    CaseProof.objects.all().delete()
    with pytest.raises(refusals.ProofNeeded):
        actions.notify_worker(case, by=SYSTEM)
    on_record = make_case(trainee, source="9")
    Case.objects.filter(pk=on_record.pk).update(source_type="event")
    CaseProof.objects.all().delete()
    assert actions.notify_worker(on_record, by=SYSTEM).status == Status.NOTIFIED
    with pytest.raises(refusals.MovedOn):
        actions.add_proof(on_record, file=BytesIO(snapshot()), by=SYSTEM)


@pytest.mark.parametrize("verb", [actions.confirm, actions.withdraw])
def test_a_decision_has_its_reasons(trainee: Person, verb) -> None:
    with pytest.raises(refusals.WordsNeeded):
        verb(make_answered(trainee), words=" ", by=make_officer())


def test_no_machine_decides(trainee: Person) -> None:
    case = make_answered(trainee)
    for verb in (actions.confirm, actions.withdraw):
        with pytest.raises(NotPermitted):
            verb(case, words="好。", by=SYSTEM)
    with pytest.raises(NotPermitted):
        actions.decide(
            make_appealed(trainee, source="2"), is_upheld=True, words="好。", by=SYSTEM
        )

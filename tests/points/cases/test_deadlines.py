"""Days that run out are minded, and no machine decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points.cases import actions
from school.points.cases.actions import deadlines
from school.points.cases.models import Case, CaseProof
from tests.factories.cases import (
    LONG,
    make_appealed,
    make_posted,
    make_told,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db


def told(kind: str) -> int:
    return Notice.objects.filter(kind=kind).count()


def test_who_does_not_answer_is_put_before_a_second_person_once(
    trainee: Person, points_officer: User
) -> None:
    case = make_told(trainee, at=timezone.now() - LONG)
    make_told(trainee, source="2")
    assert actions.mind_deadlines(by=SYSTEM) == 1
    assert actions.mind_deadlines(by=SYSTEM) == 0
    case.refresh_from_db()
    assert case.status == "notified"
    assert told("deduction_waits") == 1
    with pytest.raises(NotPermitted):
        actions.mind_deadlines(by=points_officer)


def test_one_case_that_fails_keeps_no_other_waiting(
    trainee: Person,
    registrar: User,
    points_officer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = make_told(trainee, at=timezone.now() - LONG)
    whole = make_told(trainee, source="2", at=timezone.now() - LONG)
    make_appealed(trainee, source="3", at=timezone.now() - LONG)
    tell = deadlines.tell_handlers

    def fail(case: Case, *args: object, **told: object) -> None:
        if case.pk == broken.pk:
            raise ValueError
        tell(case, *args, **told)

    monkeypatch.setattr(deadlines, "tell_handlers", fail)
    before = told("deduction_appealed")
    with pytest.raises(ExceptionGroup):
        actions.mind_deadlines(by=SYSTEM)
    assert told("deduction_appealed") == before + 1
    for case, is_ripe in ((broken, False), (whole, True)):
        case.refresh_from_db()
        assert (case.ripe_at is not None) is is_ripe


def test_a_late_appeal_is_remembered_once(trainee: Person, registrar: User) -> None:
    case = make_appealed(trainee, at=timezone.now() - LONG)
    assert told("deduction_appealed") == 1
    assert actions.mind_deadlines(by=SYSTEM) == 1
    assert actions.mind_deadlines(by=SYSTEM) == 0
    case.refresh_from_db()
    assert (case.status, told("deduction_appealed")) == ("appealed", 2)


def test_files_go_when_nothing_rests_on_them(
    trainee: Person, django_capture_on_commit_callbacks
) -> None:
    now = timezone.now()
    dropped = make_withdrawn(make_told(trainee))
    kept = make_posted(trainee, source="2")
    file = dropped.proofs.get().file
    left = make_told(trainee, source="3")
    for later, gone in ((29, 0), (31, 1), (31, 0), (729, 0), (731, 2)):
        at = now + timedelta(days=later)
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.forget_proofs(by=SYSTEM, at=at) == gone
    assert not file.storage.exists(file.name)
    assert list(CaseProof.objects.values_list("file", flat=True)) == ["", "", ""]
    facts = [Case.objects.get(pk=one.pk).facts for one in (dropped, kept, left)]
    assert facts == ["", "", ""]
    assert kept.proofs.get().sha256

"""What a case rests on is taken back by the platform: it says so, and a person looks again."""

import pytest
from django.urls import reverse

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.people.roles import Role
from school.points.cases import actions, refusals
from school.points.cases.models import Case
from school.points.cases.next_steps import waiting_for
from tests.cast import signed_in
from tests.factories.assessors import make_conflict
from tests.factories.cases import (
    make_answered,
    make_appealed,
    make_case,
    make_officer,
    make_posted,
    make_recalled,
    make_told,
    make_withdrawn,
    score,
)

pytestmark = pytest.mark.django_db
Status = Case.Status
SHOWN = "现场照片也能说明。"


def told(kind: str) -> set[int | None]:
    people = Notice.objects.filter(kind=kind).values_list("person__user", flat=True)
    return set(people)


def verbs(case: Case) -> list[str]:
    return list(case.steps.values_list("verb", flat=True))


def shown(user: User | Person, case: Case, name: str = "points_desk:case") -> str:
    return signed_in(user).get(reverse(name, args=[case.code])).text


def test_those_who_handle_it_and_the_worker_are_told(
    trainee: Person, inspector: User, points_officer: User, registrar: User
) -> None:
    make_conflict(registrar, trainee)
    case = make_recalled(make_answered(trainee, by=inspector))
    assert (verbs(case)[-1], case.status) == ("recall", Status.RESPONDED)
    assert told("deduction_cause_gone") == {inspector.pk, points_officer.pk}
    assert told("deduction_looked_at") == {trainee.user_id}
    assert Entry.objects.filter(verb="points.recall_case").exists()


def test_before_the_notice_the_worker_hears_nothing(
    trainee: Person, inspector: User
) -> None:
    case = make_recalled(make_case(trainee, by=inspector))
    assert told("deduction_looked_at") == set()
    with pytest.raises(refusals.CauseGone):
        actions.notify_worker(case, by=inspector)
    case = actions.go_on(case, words=SHOWN, by=inspector)
    assert told("deduction_goes_on") == set()
    assert actions.notify_worker(case, by=inspector).status == Status.NOTIFIED


def test_it_is_confirmed_after_a_person_said_why(
    trainee: Person, inspector: User, points_officer: User
) -> None:
    case = make_recalled(make_answered(trainee, by=inspector))
    with pytest.raises(refusals.CauseGone):
        actions.confirm(case, words="核实了。", by=points_officer)
    with pytest.raises(refusals.WordsNeeded):
        actions.go_on(case, words=" ", by=inspector)
    case = actions.go_on(case, words=SHOWN, by=inspector)
    assert told("deduction_goes_on") == {trainee.user_id}
    case = actions.confirm(case, words="核实了。", by=points_officer)
    assert (case.status, score(trainee)) == (Status.POSTED, 97)
    assert case.steps.get(verb="go_on").words == SHOWN


def test_it_can_be_withdrawn_at_once(trainee: Person) -> None:
    case = make_withdrawn(make_recalled(make_answered(trainee)))
    assert (case.status, score(trainee)) == (Status.WITHDRAWN, 100)


def test_she_may_answer_all_the_same(trainee: Person) -> None:
    case = make_recalled(make_told(trainee))
    case = actions.respond(case, words="平台弄错了。", by=trainee.user)
    assert case.status == Status.RESPONDED


def test_no_machine_and_nobody_close_to_her_lets_it_go_on(
    trainee: Person, registrar: User, auditor: User
) -> None:
    make_conflict(registrar, trainee)
    case = make_recalled(make_answered(trainee))
    for by in (SYSTEM, auditor):
        with pytest.raises(NotPermitted):
            actions.go_on(case, words=SHOWN, by=by)
    with pytest.raises(refusals.TooClose):
        actions.go_on(case, words=SHOWN, by=registrar)
    with pytest.raises(NotPermitted):
        actions.recall_sources("desk", ["1"], by=registrar)


def test_what_was_never_taken_back_does_not_wait(
    trainee: Person, inspector: User
) -> None:
    case = make_answered(trainee, by=inspector)
    assert make_recalled(make_withdrawn(case)).recalled_at is None
    with pytest.raises(refusals.MovedOn):
        actions.go_on(make_told(trainee, source="2"), words=SHOWN, by=make_officer())
    with pytest.raises(refusals.MovedOn):
        decided(make_posted(trainee, source="3"), make_officer_three())


def make_officer_three() -> User:
    """Somebody who decides and had no part so far."""
    return make_officer(role=Role.REGISTRAR)


def decided(case: Case, by: User, *, is_upheld: bool = True) -> Case:
    return actions.decide(case, is_upheld=is_upheld, words=SHOWN, by=by)


def test_what_is_deducted_stays_until_a_third_person_gives_it_back(
    trainee: Person, inspector: User, registrar: User
) -> None:
    case = make_recalled(make_posted(trainee, by=inspector))
    assert (case.status, score(trainee)) == (Status.POSTED, 97)
    assert told("deduction_cause_gone") == {registrar.pk}
    assert told("deduction_looked_at") == {trainee.user_id}
    assert [one.case for one in waiting_for(registrar)] == [case]
    with pytest.raises(NotPermitted):
        decided(case, inspector)
    case = decided(case, registrar)
    assert (case.status, score(trainee), case.outcome) == (Status.REVERSED, 100, "")
    assert verbs(case)[-2:] == ["recall", "return"]
    assert waiting_for(registrar) == []
    assert told("deduction_reviewed") == {trainee.user_id}


def test_not_by_whoever_confirmed_it(trainee: Person) -> None:
    second = make_officer_three()
    case = make_recalled(make_posted(trainee, second=second))
    with pytest.raises(refusals.HadAPart):
        decided(case, second)


def test_if_it_stays_she_may_appeal_still(trainee: Person, registrar: User) -> None:
    case = decided(make_recalled(make_posted(trainee)), registrar, is_upheld=False)
    assert (case.status, score(trainee)) == (Status.POSTED, 97)
    assert verbs(case)[-1] == "keep"
    assert case.recalled_at is None
    case = actions.appeal(case, words="不对。", by=trainee.user)
    case = decided(case, make_officer_three(), is_upheld=False)
    assert (case.outcome, case.status) == ("dismissed", Status.POSTED)


def test_whoever_decides_the_appeal_reads_it_there(
    trainee: Person, registrar: User
) -> None:
    case = make_appealed(trainee)
    seal = case.seal
    make_recalled(case)
    with pytest.raises(refusals.ReadAgain):
        actions.decide(case, is_upheld=False, words="不。", by=registrar, seen=seal)
    case = decided(case, registrar)
    assert (case.status, case.recalled_at) == (Status.REVERSED, None)


def test_both_read_it_on_the_page_of_the_case(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    case = make_recalled(make_answered(trainee))
    page = shown(points_officer, case)
    assert reverse("points_desk:confirm_case", args=[case.code]) not in page
    assert reverse("points_desk:go_on_case", args=[case.code]) in page
    assert reverse("points_desk:withdraw_case", args=[case.code]) in page
    assert "平台已撤销" in page
    assert "平台已撤销" in shown(trainee, case, "points:case")
    listed = signed_in(registrar).get(reverse("points_desk:cases"))
    assert [one.case for one in listed.context["mine"]] == [case]


def test_the_desk_takes_it_on_and_gives_points_back(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    case = make_recalled(make_answered(trainee))
    there = reverse("points_desk:go_on_case", args=[case.code])
    signed_in(points_officer).post(there, {"words": SHOWN, "seen": case.seal})
    case.refresh_from_db()
    assert (case.recalled_at, verbs(case)[-1]) == (None, "go_on")
    posted = make_recalled(make_posted(trainee, source="2"))
    assert "积分要不要退还" in shown(registrar, posted)
    there = reverse("points_desk:decide_case", args=[posted.code])
    sent = {"outcome": "upheld", "words": SHOWN, "seen": posted.seal}
    signed_in(registrar).post(there, sent)
    posted.refresh_from_db()
    assert posted.status == Status.REVERSED

"""Points for what somebody did: entered, proved, and confirmed by whom the rule names."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.people.models import Person, User
from school.people.roles import Role
from school.points.deeds import actions, tasks
from school.points.deeds.models import Deed
from school.points.models import Posting, Rule
from tests.assessment.test_races import at_once
from tests.factories.assessors import make_conflict
from tests.factories.deeds import make_deed, make_deed_rule, make_proved
from tests.factories.people import make_user
from tests.factories.points import deltas, make_rule
from tests.factories.proofs import snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(trainee: Person, inspector: User) -> Deed:
    """A spot check, entered by the inspector with its evidence: the ledger is not hers."""
    rule = make_deed_rule("S04", "inspector")
    return make_proved(trainee, by=inspector, rule=rule)


def refused(code: str) -> object:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_proved_by_whom_the_rule_names_it_counts_at_once(
    trainee, points_officer
) -> None:
    deed = make_deed(trainee, by=points_officer)
    assert (deed.status, deltas(trainee)) == ("open", [])
    deed = actions.prove_deed(deed, file=BytesIO(snapshot()), by=points_officer)
    assert (deed.status, deltas(trainee)) == ("given", [5])
    posting = Posting.objects.get()
    assert (posting.source_type, posting.source_id) == ("volunteer", "登记表7")
    assert posting.reason == "给独居老人理发、打扫"
    assert deed.decided_by is None


def test_the_points_fall_into_the_month_in_which_it_happened(
    trainee, points_officer
) -> None:
    day = timezone.localdate() - timedelta(days=40)
    make_proved(trainee, by=points_officer, occurred_on=day)
    assert timezone.localdate(Posting.objects.get().at) == day


def test_what_the_inspector_enters_an_officer_confirms(
    checked, trainee, points_officer
) -> None:
    assert (checked.status, deltas(trainee)) == ("waiting", [])
    deed = actions.confirm_deed(checked, by=points_officer)
    assert (deed.status, deed.decided_by, deltas(trainee)) == (
        "given",
        points_officer,
        [5],
    )


def test_what_the_officer_enters_for_another_role_waits_for_that_role(
    trainee, points_officer, registrar, inspector
) -> None:
    rule = make_deed_rule("S04", "inspector")
    deed = make_proved(trainee, by=points_officer, rule=rule)
    assert deed.status == "waiting"
    with refused("other_role"):
        actions.confirm_deed(deed, by=registrar)
    actions.confirm_deed(deed, by=inspector)
    assert deltas(trainee) == [5]


def test_above_the_limit_of_the_rule_it_takes_two(
    trainee, points_officer, registrar
) -> None:
    rule = make_deed_rule("C03", delta=20, cap_points=40, approval_above=10)
    deed = make_proved(trainee, by=points_officer, rule=rule)
    assert (deed.status, deltas(trainee)) == ("waiting", [])
    with refused("own_entry"):
        actions.confirm_deed(deed, by=points_officer)
    actions.confirm_deed(deed, by=registrar)
    assert deltas(trainee) == [20]


def test_the_same_is_entered_once_until_it_is_refused(trainee, points_officer) -> None:
    deed = make_deed(trainee, by=points_officer)
    with refused("entered_already"):
        make_deed(trainee, by=points_officer)
    make_deed(trainee, by=points_officer, reference="登记表 8")
    actions.refuse_deed(deed, reason="记错了", by=points_officer)
    assert make_deed(trainee, by=points_officer).status == "open"


def test_what_is_over_does_not_move_again(checked, points_officer, inspector) -> None:
    actions.refuse_deed(checked, reason="不是本人", by=points_officer)
    for again in (
        lambda: actions.confirm_deed(checked, by=points_officer),
        lambda: actions.refuse_deed(checked, reason="再说", by=points_officer),
        lambda: actions.prove_deed(checked, file=BytesIO(snapshot()), by=inspector),
    ):
        with refused("deed_moved_on"):
            again()
    assert not Posting.objects.exists()


def test_a_reason_is_needed_to_refuse(checked, points_officer) -> None:
    with refused("reason_needed"):
        actions.refuse_deed(checked, reason=" ", by=points_officer)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"facts": " "}, "facts_needed"),
        ({"occurred_on": timezone.localdate() + timedelta(days=1)}, "happens_later"),
        ({"rule_code": "T05"}, "not_by_desk"),
        ({"rule_code": "N99"}, "not_by_desk"),
    ],
)
def test_what_cannot_be_entered(trainee, points_officer, typed, code) -> None:
    make_rule("T05", source={"confirm_role": "system"})
    with refused(code):
        make_deed(trainee, by=points_officer, **typed)


def test_the_inspector_enters_by_her_own_rules_alone(trainee, inspector) -> None:
    with refused("not_by_desk"):
        make_deed(trainee, by=inspector)


def test_nobody_enters_about_herself_nor_confirms_for_her_own(
    trainee, checked, points_officer
) -> None:
    own = Person.objects.create(user=points_officer, name="孙文婧")
    with refused("own_award"):
        make_deed(own, by=points_officer)
    make_conflict(points_officer, trainee)
    with refused("too_close"):
        actions.confirm_deed(checked, by=points_officer)


def test_what_an_officer_enters_for_her_kin_waits_for_another(
    trainee, points_officer, registrar
) -> None:
    make_conflict(points_officer, trainee)
    deed = make_proved(trainee, by=points_officer)
    assert (deed.status, deltas(trainee)) == ("waiting", [])
    assert told("deed_waits") == [registrar]
    # Her right to award is lent to nobody.
    with refused("tied_entry"):
        actions.confirm_deed(deed, by=registrar)
    actions.refuse_deed(deed, reason="请别人登记", by=registrar)
    other = make_user(role=Role.POINTS_OFFICER)
    make_proved(trainee, by=other)
    assert deltas(trainee) == [5]


def test_who_may_do_it_all_herself_confirms_what_kin_entered(
    trainee, checked, inspector, points_officer
) -> None:
    make_conflict(inspector, trainee)
    with refused("tied_entry"):
        actions.confirm_deed(checked, by=points_officer)
    both = make_user(role=Role.POINTS_OFFICER)
    both.groups.add(Group.objects.get(name=Role.INSPECTOR))
    deed = actions.confirm_deed(checked, by=both)
    assert deed.posting.actor_label == str(both)


def test_nobody_refuses_what_is_about_herself_or_her_own(
    trainee, checked, points_officer
) -> None:
    make_conflict(points_officer, trainee)
    with refused("too_close"):
        actions.refuse_deed(checked, reason="不", by=points_officer)
    own = make_user(role=Role.POINTS_OFFICER)
    Person.objects.filter(pk=trainee.pk).update(user=own)
    with refused("own_award"):
        actions.refuse_deed(checked, reason="不", by=own)


def test_others_may_not(trainee, checked, auditor, stranger, inspector) -> None:
    for by in (auditor, stranger):
        with pytest.raises(NotPermitted):
            make_deed(trainee, by=by)
        with pytest.raises(NotPermitted):
            actions.confirm_deed(checked, by=by)
        with pytest.raises(NotPermitted):
            actions.refuse_deed(checked, reason="不", by=by)
    mine = make_deed(
        trainee, by=inspector, rule=Rule.objects.get(code="S04"), reference="2"
    )
    with pytest.raises(NotPermitted):
        actions.prove_deed(mine, file=BytesIO(snapshot()), by=make_user())


def test_a_file_that_is_none_leaves_nothing_behind(trainee, points_officer) -> None:
    deed = make_deed(trainee, by=points_officer)
    with refused("bad_proof"):
        actions.prove_deed(deed, file=BytesIO(b"words"), by=points_officer)
    deed.refresh_from_db()
    assert (deed.status, deed.file.name) == ("open", "")


def test_evidence_goes_after_two_years(trainee, points_officer) -> None:
    old = make_proved(trainee, by=points_officer)
    new = make_proved(trainee, by=points_officer, reference="8")
    before = timezone.now() - actions.KEPT - timedelta(days=1)
    Deed.objects.filter(pk=old.pk).update(entered_at=before)
    assert (tasks.forget_files(), tasks.forget_files()) == (1, 0)
    old.refresh_from_db()
    assert (old.file.name, bool(old.sha256), bool(new.file)) == ("", True, True)
    with pytest.raises(NotPermitted):
        actions.forget_deed_files(by=points_officer)
    assert actions.forget_deed_files(by=SYSTEM) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_does(checked, points_officer) -> None:
    other = make_user(is_superuser=True)
    answers = at_once(
        lambda: actions.confirm_deed(checked, by=points_officer),
        lambda: actions.refuse_deed(checked, reason="不是本人", by=other),
    )
    found = [one.code for one in answers if isinstance(one, Refusal)]
    assert found == ["deed_moved_on"]
    given = Deed.objects.get().status == "given"
    assert Posting.objects.count() == given


def told(kind: str) -> list[User | None]:
    notices = Notice.objects.filter(kind=kind).order_by("pk")
    return [notice.person.user for notice in notices]


def test_those_who_may_confirm_it_hear_that_it_waits(
    trainee, points_officer, registrar, inspector
) -> None:
    rule = make_deed_rule("S04", "inspector")
    colleague = make_user(role=Role.INSPECTOR, is_staff=True)
    make_conflict(make_user(role=Role.INSPECTOR, is_staff=True), trainee)
    deed = make_deed(trainee, by=points_officer, rule=rule)
    assert told("deed_waits") == []
    actions.prove_deed(deed, file=BytesIO(snapshot()), by=points_officer)
    assert set(told("deed_waits")) == {inspector, colleague}
    notice = Notice.objects.filter(kind="deed_waits").first()
    assert notice and notice.link.endswith(f"/{deed.code}/")


def test_what_needs_nobody_else_waits_for_nobody(trainee, points_officer) -> None:
    make_user(role=Role.POINTS_OFFICER, is_staff=True)
    make_proved(trainee, by=points_officer)
    assert told("deed_waits") == told("deed_answered") == []


def test_who_entered_it_hears_what_became_of_it(
    checked, trainee, inspector, points_officer
) -> None:
    other = make_proved(trainee, by=inspector, rule=checked.rule, reference="2")
    actions.confirm_deed(checked, by=points_officer)
    actions.refuse_deed(other, reason="看不清", by=points_officer)
    assert told("deed_answered") == [inspector, inspector]
    good, bad = Notice.objects.filter(kind="deed_answered").order_by("pk")
    assert good.context["is_confirmed"] and not bad.context["is_confirmed"]
    assert bad.context["why"] == "看不清"


def test_taken_back_by_herself_she_is_told_nothing(checked, inspector) -> None:
    actions.refuse_deed(checked, reason="记错了", by=inspector)
    assert told("deed_answered") == []

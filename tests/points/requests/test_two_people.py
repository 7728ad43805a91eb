"""An award above the limit of its rule waits for a second person."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points import actions
from school.points.cases.refusals import TooClose
from school.points.models import AwardRequest, Posting
from school.points.refusals import ReasonNeeded
from school.points.requests import refusals
from tests.cast import signed_in
from tests.factories.assessors import make_conflict
from tests.factories.award_requests import ask_for_award, make_strict_rule
from tests.factories.people import grant
from tests.factories.points import deltas, make_monthly_rule

pytestmark = pytest.mark.django_db


def test_above_the_limit_nothing_is_given_until_a_second_confirms(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    assert deltas(trainee) == []
    assert Notice.objects.filter(kind="award_waits", person__user=registrar).exists()
    done = actions.confirm_award(asked, by=registrar)
    assert deltas(trainee) == [30]
    assert done.posting == Posting.objects.get()
    assert done.posting.actor_label == str(points_officer)
    told = Notice.objects.get(kind="award_answered")
    assert told.person.user == points_officer
    assert JournalEntry.objects.filter(verb="points.confirm_award").count() == 1


def test_up_to_the_limit_it_is_given_at_once(
    trainee: Person, points_officer: User
) -> None:
    make_strict_rule(approval_above=30)
    given = actions.propose_award(
        trainee,
        rule_code="T10",
        source_type="desk",
        source_id="1",
        by=points_officer,
        reason="获奖",
    )
    assert isinstance(given, Posting)
    assert deltas(trainee) == [30]


def test_a_rule_with_a_second_confirmation_always_takes_two(
    trainee: Person, points_officer: User
) -> None:
    make_strict_rule(approval_above=None, source={"second_confirmation": True})
    ask_for_award(trainee, by=points_officer)
    assert deltas(trainee) == []


def test_the_machine_never_waits(trainee: Person) -> None:
    make_strict_rule()
    given = actions.propose_award(
        trainee,
        rule_code="T10",
        source_type="award",
        source_id="1",
        by=SYSTEM,
        reason="",
    )
    assert isinstance(given, Posting)


def test_no_other_door_leads_past_the_second_person(
    trainee: Person, points_officer: User
) -> None:
    make_strict_rule()
    award = {"rule_code": "T10", "source_type": "desk", "source_id": "1"}
    for second in (None, points_officer):
        with pytest.raises(refusals.SecondPersonNeeded):
            actions.award(trainee, **award, by=points_officer, second=second)
    many = [actions.Award(trainee, **award, at=timezone.now())]
    with pytest.raises(refusals.SecondPersonNeeded):
        actions.award_many(many, by=points_officer)


def test_asked_again_it_is_the_same_request(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    assert ask_for_award(trainee, by=points_officer) == asked
    actions.confirm_award(asked, by=registrar)
    again = actions.propose_award(
        trainee,
        rule_code="T10",
        source_type="desk",
        source_id=asked.source_id,
        by=points_officer,
        reason="获奖",
    )
    assert isinstance(again, Posting)
    assert deltas(trainee) == [30]


def test_nobody_confirms_her_own_request(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    with pytest.raises(refusals.OwnRequest):
        actions.confirm_award(asked, by=points_officer)
    with pytest.raises(refusals.OwnRequest):
        actions.refuse_award(asked, by=points_officer, reason="不")
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRequest.objects.filter(pk=asked.pk).update(
            status="confirmed", decided_by=points_officer
        )


def test_nobody_gives_points_to_herself(trainee: Person, points_officer: User) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    assert trainee.user
    herself = grant(trainee.user, "points.award_entry", "points.confirm_award")
    with pytest.raises(refusals.OwnAward):
        actions.confirm_award(asked, by=herself)
    with pytest.raises(refusals.OwnAward):
        ask_for_award(trainee, by=herself, source_id="2")
    herself = grant(herself, "points.view_awardrequest", "wagtailadmin.access_admin")
    url = reverse("points_desk:award_request", args=[asked.code])
    assert signed_in(herself).get(url).status_code == 404


def test_nobody_gives_points_to_her_kin(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    make_conflict(points_officer, trainee)
    make_conflict(registrar, trainee)
    for answer in (
        lambda: actions.confirm_award(asked, by=registrar),
        lambda: actions.refuse_award(asked, by=registrar, reason="不"),
        lambda: ask_for_award(trainee, by=points_officer, source_id="2"),
    ):
        with pytest.raises(TooClose):
            answer()
    Notice.objects.all().delete()
    ask_for_award(trainee, source_id="3")
    assert not Notice.objects.filter(person__user=registrar).exists()
    assert deltas(trainee) == []


def test_whoever_has_no_right_neither_asks_nor_answers(
    trainee: Person, points_officer: User, auditor: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    with pytest.raises(NotPermitted):
        ask_for_award(trainee, by=auditor, source_id="2")
    for verb in (actions.confirm_award, actions.withdraw_award):
        with pytest.raises(NotPermitted):
            verb(asked, by=auditor)
    with pytest.raises(NotPermitted):
        actions.refuse_award(asked, by=auditor, reason="不")


def test_refused_with_a_reason_it_can_be_asked_for_again(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    with pytest.raises(ReasonNeeded):
        actions.refuse_award(asked, by=registrar, reason=" ")
    actions.refuse_award(asked, by=registrar, reason="没有获奖证书")
    with pytest.raises(refusals.AnsweredAlready):
        actions.confirm_award(asked, by=registrar)
    assert deltas(trainee) == []
    assert ask_for_award(trainee, by=points_officer) != asked


def test_who_asked_takes_it_back_and_nobody_else(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    other = grant(registrar, "points.award_entry")
    with pytest.raises(refusals.NotOwnRequest):
        actions.withdraw_award(asked, by=other)
    assert actions.withdraw_award(asked, by=points_officer).status == "withdrawn"


def test_of_an_asker_who_has_left_nothing_is_confirmed(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    asked = ask_for_award(trainee, by=points_officer)
    points_officer.groups.clear()
    with pytest.raises(refusals.AskerMayNoMore):
        actions.confirm_award(asked, by=registrar)


def test_the_desk_asks_confirms_and_refuses(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    rule = make_strict_rule()
    grant(points_officer, "wagtailadmin.access_admin")
    grant(registrar, "wagtailadmin.access_admin")
    typed = {
        "who": trainee.phone,
        "person": str(trainee.pk),
        "rule": rule.pk,
        "reference": "证书 7",
        "reason": "省赛二等奖",
    }
    asks, answers = signed_in(points_officer), signed_in(registrar)
    response = asks.post(reverse("points_desk:award"), typed)
    asked = AwardRequest.objects.get()
    page = reverse("points_desk:award_request", args=[asked.code])
    assert response.headers["Location"] == page
    withdraw = reverse("points_desk:withdraw_award", args=[asked.code])
    assert withdraw in asks.get(page).content.decode()
    confirm = reverse("points_desk:confirm_award", args=[asked.code])
    assert confirm in answers.get(page).content.decode()
    listed = answers.get(reverse("points_desk:award_requests")).content.decode()
    assert page in listed
    answers.post(confirm)
    assert deltas(trainee) == [30]


def test_what_one_person_may_give_is_not_on_the_list(
    trainee: Person, points_officer: User
) -> None:
    make_monthly_rule()
    actions.propose_award(
        trainee,
        rule_code="T08",
        source_type="session",
        source_id="1",
        by=points_officer,
        reason="带教",
    )
    assert not AwardRequest.objects.exists()

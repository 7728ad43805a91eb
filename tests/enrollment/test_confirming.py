"""Her answer: the code, whose account and consent it becomes, and that it counts once."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.actions.confirming import MOST_TRIES
from school.enrollment.invitation_refusals import InvitationOver
from school.enrollment.models import Enrollment, Invitation
from school.enrollment.outgoing import code_of
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.notices.models import Notice
from school.people.models import Consent, ConsentText, Person, User
from tests.enrollment.test_race import at_once
from tests.factories.courses import make_cohort
from tests.factories.eligibility import make_hold
from tests.factories.enrollment import apply_for
from tests.factories.invitations import (
    confirm,
    consent_text,
    make_invitation,
    new_number,
    wrong,
)
from tests.factories.people import make_id_number, make_trainee, make_user
from tests.refused import refused

Status, Capacity = Invitation.Status, Invitation.Capacity


@pytest.fixture(autouse=True)
def sent(outbox: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return outbox


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


@pytest.fixture
def invitation(cohort: Cohort, trainee: Person) -> Invitation:
    return make_invitation(cohort, trainee)


def waits(invitation: Invitation) -> bool:
    invitation.refresh_from_db()
    return invitation.waits(at=timezone.now())


def test_confirming_makes_the_account_the_consent_and_the_application_hers(
    invitation: Invitation, trainee: Person
) -> None:
    done = confirm(invitation)
    user = User.objects.get(phone=invitation.phone)
    assert user.phone_verified and not user.has_usable_password()
    enrollment = done.enrollment
    assert enrollment.person.user == user
    assert (enrollment.person.name, enrollment.person.has_identity) == ("王桂香", True)
    assert enrollment.status == Enrollment.Status.ENROLLED
    assert enrollment.source == Enrollment.Source.RELATIVE
    assert enrollment.consent.person == enrollment.person
    for verb in ("people.give_consent", "enrollment.apply", "people.record_identity"):
        assert Entry.objects.get(verb=verb).actor_id == str(user.pk)
    assert Notice.objects.filter(person=enrollment.person, kind="enrolled").exists()


def test_whoever_has_an_account_keeps_it(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    invitation = make_invitation(cohort, trainee, phone=classmate.phone)
    done = confirm(invitation, name=classmate.name, id_number="")
    assert done.enrollment.person == classmate
    assert User.objects.filter(phone=classmate.phone).count() == 1


def test_an_account_never_proved_is_proved_by_the_code(
    cohort: Cohort, trainee: Person
) -> None:
    user = make_user(phone_verified=False)
    confirm(make_invitation(cohort, trainee, phone=user.phone))
    user.refresh_from_db()
    assert user.phone_verified


def test_in_a_full_class_she_joins_the_line(cohort: Cohort, trainee: Person) -> None:
    apply_for(cohort)
    done = confirm(make_invitation(cohort, trainee))
    assert done.enrollment.status == Enrollment.Status.WAITLISTED
    assert Notice.objects.filter(person=done.enrollment.person, kind="waitlisted")


def test_the_helper_who_typed_the_code_is_named(
    invitation: Invitation, trainee: Person
) -> None:
    done = confirm(invitation, helper=trainee.user)
    assert done.typed_by == trainee.user
    entry = Entry.objects.get(verb="enrollment.confirm_invitation")
    assert entry.actor_id == str(trainee.user_id)
    assert entry.data["typed_by_helper"]
    # She is the giver all the same.
    given = Entry.objects.get(verb="people.give_consent")
    assert given.actor_id == str(done.enrollment.person.user_id)


def test_nobody_else_types_the_code_for_her(
    invitation: Invitation, classmate: Person, auditor: User
) -> None:
    for helper in (classmate.user, auditor):
        with refused("not_permitted"):
            confirm(invitation, helper=helper)
    assert waits(invitation)


def test_a_wrong_code_is_refused_and_changes_nothing(invitation: Invitation) -> None:
    for code in (wrong(code_of(invitation)), "", "六个数字", "1" * 300):
        with refused("wrong_code"):
            confirm(invitation, code=code)
    assert waits(invitation)
    assert not User.objects.filter(phone=invitation.phone).exists()


def test_the_code_of_another_invitation_is_wrong(
    invitation: Invitation, cohort: Cohort, classmate: Person
) -> None:
    other = make_invitation(cohort, classmate, phone=invitation.phone)
    with refused("wrong_code"):
        confirm(invitation, code=code_of(other))


def test_a_code_is_not_carried_to_another_number(invitation: Invitation) -> None:
    """Nor to another moment: it follows from both."""
    code = code_of(invitation)
    for change in (
        {"phone": new_number()},
        {"asked_at": invitation.asked_at + timedelta(seconds=1)},
    ):
        forged = Invitation.objects.get(pk=invitation.pk)
        for name, value in change.items():
            setattr(forged, name, value)
        assert code_of(forged) != code


def test_guessing_ends_before_it_succeeds(invitation: Invitation) -> None:
    """Then the right code is refused, too."""
    for _turn in range(MOST_TRIES):
        with refused("wrong_code"):
            confirm(invitation, code=wrong(code_of(invitation)))
    with refused("too_many_tries"):
        confirm(invitation)


def test_after_its_time_the_code_is_refused(invitation: Invitation) -> None:
    """Although no task has closed it."""
    with refused("invitation_expired"):
        confirm(invitation, at=invitation.expires_at)
    invitation.refresh_from_db()
    assert invitation.status == Status.WAITING


def test_once_confirmed_taken_back_or_declined_the_code_is_dead(
    cohort: Cohort, trainee: Person
) -> None:
    for end in (
        confirm,
        lambda one: actions.withdraw_invitation(one, by=trainee.user),
        lambda one: actions.decline_invitation(one, by=SYSTEM),
    ):
        invitation = make_invitation(cohort, trainee)
        end(invitation)
        invitation.refresh_from_db()
        with refused("invitation_over"):
            confirm(invitation)


def test_declining_is_for_who_has_the_link_and_not_for_another_account(
    invitation: Invitation, classmate: Person
) -> None:
    with refused("not_permitted"):
        actions.decline_invitation(invitation, by=classmate.user)
    hers = make_user(invitation.phone)
    actions.decline_invitation(invitation, by=hers)
    assert invitation.status == Status.DECLINED
    assert not Enrollment.objects.exists()


def test_another_name_than_the_one_on_file_is_refused(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    invitation = make_invitation(cohort, trainee, phone=classmate.phone)
    with refused("name_differs"):
        confirm(invitation, name="张冠李戴")
    assert waits(invitation)


def test_without_an_id_number_on_file_or_typed_nothing_is_made(
    invitation: Invitation,
) -> None:
    with refused("id_number_missing"):
        confirm(invitation, id_number="")
    assert waits(invitation)
    assert not User.objects.filter(phone=invitation.phone).exists()
    assert confirm(invitation).enrollment


def test_a_closed_account_is_refused(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    User.objects.filter(pk=classmate.user_id).update(is_active=False)
    invitation = make_invitation(cohort, trainee, phone=classmate.phone)
    with refused("account_closed"):
        confirm(invitation, name=classmate.name)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (lambda cohort, person: apply_for(cohort, person), "already_applied"),
        (lambda cohort, person: make_hold(person), "on_hold"),
        (
            lambda cohort, person: Cohort.objects.update(
                enrol_until=timezone.localdate() - timedelta(days=1)
            ),
            "enrolment_closed",
        ),
    ],
)
def test_what_refuses_the_application_leaves_it_waiting(
    cohort: Cohort, trainee: Person, classmate: Person, before: Any, code: str
) -> None:
    invitation = make_invitation(cohort, trainee, phone=classmate.phone)
    before(cohort, classmate)
    consents = Consent.objects.count()
    with refused(code):
        confirm(invitation, name=classmate.name, id_number="")
    assert waits(invitation)
    assert Consent.objects.count() == consents


def test_consent_is_given_to_the_text_in_force_only(
    invitation: Invitation, registrar: User
) -> None:
    read = consent_text()
    ConsentText.objects.create(
        purpose=read.purpose,
        version=read.version + 1,
        text_zh="新的",
        text_en="New",
        published_at=timezone.now(),
    )
    with refused("consent_text_outdated"):
        confirm(invitation, text=read)
    assert waits(invitation)


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_are_one_application() -> None:
    invitation = make_invitation(make_cohort(seats=5), make_trainee())
    number, text = make_id_number(), consent_text()

    def tap(_turn: int) -> None:
        mine = Invitation.objects.get(pk=invitation.pk)
        with suppress(InvitationOver):
            confirm(mine, id_number=number, text=text)

    at_once(tap, range(8))
    assert Enrollment.objects.count() == 1
    assert User.objects.filter(phone=invitation.phone).count() == 1
    assert Consent.objects.count() == 1
    confirmed = Entry.objects.filter(verb="enrollment.confirm_invitation")
    assert confirmed.count() == 1

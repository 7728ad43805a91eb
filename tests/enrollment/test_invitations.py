"""Applying for somebody else: who may begin it, what leaves the house, and when it is over."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions, outgoing, tasks
from school.enrollment.actions.invitations import MOST_ASKED, MOST_TO_A_NUMBER
from school.enrollment.models import Enrollment, Invitation
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib import sms
from school.lib.unsent import NotSent, Refused
from school.people.models import Person, User
from tests.factories.courses import make_cohort
from tests.factories.eligibility import make_hold
from tests.factories.enrollment import make_enrollment
from tests.factories.invitations import make_invitation, new_number
from tests.factories.people import make_trainee
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


def later(invitation: Invitation) -> datetime:
    return invitation.expires_at + timedelta(seconds=1)


def test_beginning_an_application_applies_for_nothing_and_holds_no_seat(
    invitation: Invitation, cohort: Cohort
) -> None:
    assert invitation.status == Status.WAITING
    assert not Enrollment.objects.exists()
    assert not User.objects.filter(phone=invitation.phone).exists()
    assert Entry.objects.get(verb="enrollment.invite").actor_id == str(
        invitation.asked_by_id
    )


def test_the_sms_names_who_asks_the_class_the_link_and_the_code(
    invitation: Invitation, sent: list[tuple[str, str]], trainee: Person
) -> None:
    assert tasks.send_invitation(invitation.pk)
    [(phone, text)] = sent
    assert phone == invitation.phone
    for part in (
        trainee.name,
        invitation.cohort.name,
        f"/enrol/invited/{invitation.code}/",
        outgoing.code_of(invitation),
    ):
        assert part in text


def test_the_sms_leaves_once_however_often_it_is_asked_for(
    invitation: Invitation, sent: list[tuple[str, str]]
) -> None:
    for _turn in range(3):
        tasks.send_invitation(invitation.pk)
        tasks.look_after_invitations()
    assert len(sent) == 1


def test_what_the_worker_lost_is_sent_by_the_next_round(
    invitation: Invitation, sent: list[tuple[str, str]]
) -> None:
    tasks.look_after_invitations()
    assert [phone for phone, _text in sent] == [invitation.phone]


@pytest.mark.parametrize(
    ("error", "goes_again"), [(NotSent(), True), (OSError(), True), (Refused(), False)]
)
def test_an_sms_that_did_not_leave_is_tried_again_unless_it_never_will(
    invitation: Invitation,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    goes_again: bool,
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(sms, "send", fail)
    assert not tasks.send_invitation(invitation.pk)
    invitation.refresh_from_db()
    assert (invitation.sent_at is None) is goes_again
    assert not goes_again or invitation.due_at > timezone.now()


def test_nobody_is_woken_up_but_who_stands_at_the_desk(
    cohort: Cohort, trainee: Person, registrar: User, settings: Any
) -> None:
    now = timezone.localtime()
    settings.QUIET_HOURS = (
        (now - timedelta(hours=1)).time(),
        (now + timedelta(hours=1)).time(),
    )
    asleep = make_invitation(cohort, trainee)
    awake = make_invitation(cohort, registrar, capacity=Capacity.DESK, relation="")
    assert asleep.due_at > timezone.now()
    assert awake.due_at <= timezone.now()
    assert not tasks.send_invitation(asleep.pk)
    assert tasks.send_invitation(awake.pk)


def test_whether_a_number_has_an_account_makes_no_difference(
    cohort: Cohort, trainee: Person
) -> None:
    """Nor whether its owner could get a place."""
    enrolled, held = make_trainee("张玉兰"), make_trainee("刘菊英")
    make_enrollment(cohort, enrolled)
    make_hold(held)
    numbers = [enrolled.phone, held.phone, new_number()]
    begun = [make_invitation(cohort, trainee, phone=number) for number in numbers]
    assert {(one.status, one.worker_id, one.enrollment_id) for one in begun} == {
        (Status.WAITING, None, None)
    }


def test_only_who_is_on_file_applies_for_somebody_close(
    cohort: Cohort, stranger: User
) -> None:
    with refused("not_permitted"):
        make_invitation(cohort, stranger)


def test_at_the_desk_only_who_has_the_right_for_it(
    cohort: Cohort, trainee: Person, auditor: User, registrar: User
) -> None:
    for user in (trainee.user, auditor):
        with refused("not_permitted"):
            make_invitation(cohort, user, capacity=Capacity.DESK)
    assert make_invitation(cohort, registrar, capacity=Capacity.DESK, relation="")


def test_nobody_comes_in_as_a_companys_contact_by_the_other_door(
    cohort: Cohort, company_contact: User
) -> None:
    with refused("not_permitted"):
        make_invitation(cohort, company_contact, capacity=Capacity.COMPANY)


def test_ones_own_number_is_refused(cohort: Cohort, trainee: Person) -> None:
    with refused("own_number"):
        make_invitation(cohort, trainee, phone=trainee.phone)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": Cohort.Status.RUNNING}, "cohort_not_open"),
        ({"enrol_until": timezone.localdate() - timedelta(days=1)}, "enrolment_closed"),
    ],
)
def test_nobody_is_asked_for_a_class_that_takes_nobody(
    trainee: Person, change: dict[str, Any], code: str
) -> None:
    with refused(code):
        make_invitation(make_cohort(**change), trainee)
    assert not Invitation.objects.exists()


def test_a_name_that_cannot_be_one_is_refused(cohort: Cohort, trainee: Person) -> None:
    with refused("name_not_letters"):
        make_invitation(cohort, trainee, name="王1")


def test_the_same_number_waits_once_for_a_class(
    invitation: Invitation, cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    with refused("already_invited"):
        make_invitation(cohort, trainee, phone=invitation.phone)
    # Another asker is not told that somebody else asked.
    assert make_invitation(cohort, classmate, phone=invitation.phone)
    actions.withdraw_invitation(invitation, by=trainee.user)
    assert make_invitation(cohort, trainee, phone=invitation.phone)


def test_once_it_has_run_out_the_same_number_is_asked_again(
    invitation: Invitation, cohort: Cohort, trainee: Person
) -> None:
    """Before the task came round, too."""
    past = timezone.now() - timedelta(days=9)
    Invitation.objects.update(asked_at=past, expires_at=past + timedelta(hours=72))
    assert make_invitation(cohort, trainee, phone=invitation.phone)
    invitation.refresh_from_db()
    assert invitation.status == Status.EXPIRED


def test_an_asker_is_stopped_after_so_many(cohort: Cohort, trainee: Person) -> None:
    for _turn in range(MOST_ASKED[Capacity.RELATIVE]):
        make_invitation(cohort, trainee)
    with refused("too_many_invitations"):
        make_invitation(cohort, trainee)


def test_a_number_is_left_alone_after_so_many_by_whomever(cohort: Cohort) -> None:
    phone = new_number()
    for _turn in range(MOST_TO_A_NUMBER):
        make_invitation(cohort, make_trainee(), phone=phone)
    with refused("number_asked_too_often"):
        make_invitation(cohort, make_trainee(), phone=phone)


def test_taking_back_is_for_the_asker_and_the_registrar(
    invitation: Invitation, classmate: Person, trainee: Person, registrar: User
) -> None:
    with refused("not_permitted"):
        actions.withdraw_invitation(invitation, by=classmate.user)
    actions.withdraw_invitation(invitation, by=registrar)
    assert invitation.status == Status.WITHDRAWN
    with refused("invitation_over"):
        actions.withdraw_invitation(invitation, by=trainee.user)


def test_what_has_run_out_is_over_whether_the_task_ran_or_not(
    invitation: Invitation, trainee: Person
) -> None:
    at = later(invitation)
    assert invitation.answer(at=at) == Status.EXPIRED
    assert not Invitation.objects.waiting(at=at).exists()
    with refused("invitation_over"):
        actions.withdraw_invitation(invitation, by=trainee.user, at=at)
    with refused("invitation_over"):
        actions.decline_invitation(invitation, by=SYSTEM, at=at)


def test_the_task_closes_what_has_run_out_once(
    invitation: Invitation, cohort: Cohort, classmate: Person
) -> None:
    waits = make_invitation(cohort, classmate)
    Invitation.objects.filter(pk=waits.pk).update(expires_at=later(invitation))
    at = invitation.expires_at
    assert [actions.expire_invitations(at=at) for _turn in range(2)] == [1, 0]
    invitation.refresh_from_db()
    assert (invitation.status, invitation.ended_at) == (Status.EXPIRED, at)
    assert Entry.objects.filter(verb="enrollment.expire_invitation").count() == 1


def test_the_number_and_name_of_who_did_not_come_are_forgotten(
    invitation: Invitation,
) -> None:
    actions.decline_invitation(invitation, by=SYSTEM)
    actions.expire_invitations(at=timezone.now() + timedelta(days=29))
    invitation.refresh_from_db()
    assert invitation.phone
    actions.expire_invitations(at=timezone.now() + timedelta(days=31))
    invitation.refresh_from_db()
    assert (invitation.phone, invitation.name) == ("", "")


def test_neither_code_nor_number_nor_name_is_in_the_journal(
    invitation: Invitation, caplog: pytest.LogCaptureFixture
) -> None:
    tasks.send_invitation(invitation.pk)
    written = [
        f"{one.verb} {one.object_label} {one.actor_label} {one.reason} {one.data}"
        for one in Entry.objects.all()
    ]
    kept = "\n".join([*written, caplog.text])
    for secret in (outgoing.code_of(invitation), invitation.phone, invitation.name):
        assert secret not in kept
    columns = [str(value) for value in Invitation.objects.values_list().get()]
    assert outgoing.code_of(invitation) not in columns


def test_another_invitation_has_another_code(
    invitation: Invitation, cohort: Cohort, classmate: Person
) -> None:
    others = [make_invitation(cohort, make_trainee()) for _turn in range(8)]
    codes = {outgoing.code_of(one) for one in [invitation, *others]}
    assert len(codes) > len(others) - 1
    assert all(len(code) == 6 and code.isdecimal() for code in codes)

from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions, places, tasks
from school.enrollment.actions import offers
from school.enrollment.line import place_in_line
from school.enrollment.models import Enrollment
from school.enrollment.places import places_in
from school.enrollment.refusals import (
    AlreadyInCourse,
    CohortNotOpen,
    ConsentWithdrawn,
    NoFreePlace,
    OfferExpired,
    OutOfTurn,
    WrongStatus,
)
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.actions import withdraw_consent
from school.people.models import ConsentText, Person, User
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import make_consent

Status = Enrollment.Status
DAY = timedelta(days=1)


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


@pytest.fixture
def line(cohort: Cohort) -> list[Enrollment]:
    """One who gave the seat back, one with an offer, two who wait."""
    line = [apply_for(cohort) for _ in range(4)]
    actions.withdraw(line[0], by=line[0].person.user)
    return reread(line)


def reread(line: list[Enrollment]) -> list[Enrollment]:
    for enrollment in line:
        enrollment.refresh_from_db()
    return line


def statuses(line: list[Enrollment]) -> list[str]:
    return [enrollment.status for enrollment in reread(line)]


def test_an_offer_holds_the_seat_for_a_day(
    cohort: Cohort, line: list[Enrollment], settings
) -> None:
    _gone, offered, waiting, _last = line
    assert offered.offer_until - timezone.now() > timedelta(hours=23)
    assert places_in(cohort).free == 0
    assert apply_for(cohort).status == Status.WAITLISTED
    settings.OFFER_HOURS = 2
    actions.decline_offer(offered, by=offered.person.user)
    waiting.refresh_from_db()
    assert waiting.offer_until - timezone.now() < timedelta(hours=2)


def test_accepting_enrols(line: list[Enrollment]) -> None:
    offered = line[1]
    actions.accept_offer(offered, by=offered.person.user)
    offered.refresh_from_db()
    assert offered.status == Status.ENROLLED
    assert offered.enrolled_at is not None
    assert Notice.objects.filter(person=offered.person, kind="enrolled").exists()


def test_declining_passes_the_place_on(line: list[Enrollment]) -> None:
    actions.decline_offer(line[1], by=line[1].person.user)
    assert statuses(line) == [
        Status.WITHDRAWN,
        Status.WITHDRAWN,
        Status.OFFERED,
        Status.WAITLISTED,
    ]


def test_answers_are_ones_own(line: list[Enrollment], classmate: Person) -> None:
    with pytest.raises(NotPermitted):
        actions.accept_offer(line[1], by=classmate.user)
    with pytest.raises(NotPermitted):
        actions.decline_offer(line[1], by=classmate.user)


def test_no_offer_is_accepted_once_the_class_is_assessed(
    cohort: Cohort, line: list[Enrollment]
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ASSESSING)
    with pytest.raises(CohortNotOpen):
        actions.accept_offer(line[1], by=line[1].person.user)


def test_an_offer_is_answered_once(line: list[Enrollment]) -> None:
    offered, user = line[1], line[1].person.user
    actions.accept_offer(offered, by=user)
    with pytest.raises(WrongStatus):
        actions.accept_offer(offered, by=user)
    with pytest.raises(WrongStatus):
        actions.decline_offer(offered, by=user)


def test_an_offer_that_has_run_out_is_not_accepted_though_no_worker_ran(
    line: list[Enrollment],
) -> None:
    offered = line[1]
    with pytest.raises(OfferExpired):
        actions.accept_offer(offered, by=offered.person.user, at=offered.offer_until)
    offered.refresh_from_db()
    assert offered.status == Status.OFFERED


def test_an_offer_that_runs_out_passes_on(line: list[Enrollment]) -> None:
    assert actions.expire_offers(at=timezone.now() + DAY) == 1
    assert statuses(line) == [
        Status.WITHDRAWN,
        Status.WITHDRAWN,
        Status.OFFERED,
        Status.WAITLISTED,
    ]
    assert Notice.objects.get(kind="offer_expired").person == line[1].person
    assert actions.expire_offers(at=timezone.now() + DAY) == 0


def test_a_worker_that_was_down_for_days_passes_on_one_place_at_a_time(
    cohort: Cohort, line: list[Enrollment]
) -> None:
    actions.expire_offers(at=timezone.now() + 5 * DAY)
    assert statuses(line)[2:] == [Status.OFFERED, Status.WAITLISTED]
    line[2].refresh_from_db()
    assert line[2].offer_until > timezone.now() + 5 * DAY


def test_the_next_application_notices_what_has_run_out(
    cohort: Cohort, line: list[Enrollment]
) -> None:
    apply_for(cohort, at=timezone.now() + DAY)
    assert statuses(line)[1:3] == [Status.WITHDRAWN, Status.OFFERED]


def test_the_task_lets_standing_offers_be(line: list[Enrollment]) -> None:
    before = statuses(line)
    assert tasks.expire_offers() == 0
    assert statuses(line) == before


def test_expiring_is_not_for_everybody(stranger: User) -> None:
    with pytest.raises(NotPermitted):
        actions.expire_offers(by=stranger)


def test_no_offer_outlasts_the_first_evening(db: None) -> None:
    cohort = make_cohort(seats=1, starts_on=timezone.localdate() + DAY)
    first, second = apply_for(cohort), apply_for(cohort)
    begins = cohort.sessions.first().starts_at
    at = begins - timedelta(hours=3)
    actions.withdraw(first, by=first.person.user, at=at)
    second.refresh_from_db()
    assert second.offer_until == begins


def test_the_registrar_admits_in_turn(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    _gone, offered, next_up, last = line
    with pytest.raises(NoFreePlace):
        actions.admit(next_up, by=registrar)
    assert actions.admit(offered, by=registrar).status == Status.ENROLLED
    Cohort.objects.filter(pk=cohort.pk).update(seats=2)
    with pytest.raises(OutOfTurn) as refused:
        actions.admit(last, by=registrar)
    assert refused.value.data == {"ahead": 1}
    with pytest.raises(OutOfTurn):
        actions.offer(last, by=registrar)
    assert actions.admit(next_up, by=registrar).status == Status.ENROLLED
    with pytest.raises(WrongStatus):
        actions.admit(next_up, by=registrar)
    with pytest.raises(WrongStatus):
        actions.offer(next_up, by=registrar)


def test_an_application_that_is_undecided_waits_for_a_place_too(
    cohort: Cohort, registrar: User
) -> None:
    undecided = make_enrollment(cohort, status=Status.APPLIED)
    waiting = make_enrollment(cohort, status=Status.WAITLISTED, queue_number=1)
    with pytest.raises(OutOfTurn):
        actions.admit(undecided, by=registrar)
    actions.withdraw(waiting, by=registrar, reason="转班")
    assert actions.admit(undecided, by=registrar).status == Status.ENROLLED


def test_admitting_and_offering_need_the_right(
    line: list[Enrollment], instructor: User
) -> None:
    for verb in (actions.admit, actions.offer):
        with pytest.raises(NotPermitted):
            verb(line[2], by=instructor)


def test_in_a_class_that_is_over_nobody_is_admitted(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.COMPLETED, seats=9)
    for verb in (actions.admit, actions.offer):
        with pytest.raises(CohortNotOpen):
            verb(line[2], by=registrar)


def test_a_second_place_in_the_course_is_not_accepted(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    offered = line[1]
    other = make_cohort(edition=cohort.edition, name="第9期")
    make_enrollment(other, offered.person)
    with pytest.raises(AlreadyInCourse):
        actions.accept_offer(offered, by=offered.person.user)
    with pytest.raises(AlreadyInCourse):
        actions.admit(offered, by=registrar)


def take_consent_back(enrollment: Enrollment) -> None:
    person = enrollment.person
    withdraw_consent(person, purpose=ConsentText.Purpose.ENROLMENT, by=person.user)


def test_without_consent_an_offer_is_neither_made_nor_accepted(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    _gone, offered, waiting, _last = line
    take_consent_back(offered)
    take_consent_back(waiting)
    with pytest.raises(ConsentWithdrawn):
        actions.accept_offer(offered, by=offered.person.user)
    with pytest.raises(ConsentWithdrawn):
        actions.admit(offered, by=registrar)
    Cohort.objects.filter(pk=cohort.pk).update(seats=2)
    with pytest.raises(ConsentWithdrawn):
        actions.offer(waiting, by=registrar)
    assert statuses(line)[1:3] == [Status.OFFERED, Status.WAITLISTED]


def test_without_consent_one_is_passed_over_and_keeps_the_place_in_line(
    cohort: Cohort, line: list[Enrollment]
) -> None:
    _gone, offered, waiting, last = line
    take_consent_back(waiting)
    actions.decline_offer(offered, by=offered.person.user)
    assert statuses(line)[2:] == [Status.WAITLISTED, Status.OFFERED]
    make_consent(waiting.person)
    actions.decline_offer(last, by=last.person.user)
    assert statuses(line)[2:] == [Status.OFFERED, Status.WITHDRAWN]


def test_nobody_waits_behind_one_without_consent(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    _gone, _offered, waiting, last = line
    take_consent_back(waiting)
    assert (places_in(cohort).waiting, place_in_line(last)) == (1, 1)
    Cohort.objects.filter(pk=cohort.pk).update(seats=2)
    assert actions.admit(last, by=registrar).status == Status.ENROLLED


def test_a_lock_that_is_long_in_coming_expires_no_offer_accepted_meanwhile(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort = make_cohort(seats=2)
    line = [apply_for(cohort) for _ in range(5)]
    for leaver in line[:2]:
        actions.withdraw(leaver, by=leaver.person.user)
    _first, _second, accepts, sleeps, waits = reread(line)
    began = timezone.now()
    clock = [began]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])

    def long_in_coming(pk: int) -> Cohort:
        monkeypatch.setattr(offers, "held", places.held)
        actions.accept_offer(accepts, by=accepts.person.user)
        clock[0] = began + 2 * DAY
        return places.held(pk)

    monkeypatch.setattr(offers, "held", long_in_coming)
    assert actions.expire_offers() == 1
    assert statuses([accepts, sleeps, waits]) == [
        Status.ENROLLED,
        Status.WITHDRAWN,
        Status.OFFERED,
    ]
    # The next in line has the whole time, counted from when the lock was there.
    assert waits.offer_until == began + 3 * DAY

"""Changing the class for another of the course, and giving a place back in time or late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort, Edition
from school.enrollment import actions, signals
from school.enrollment.actions import Arrangement
from school.enrollment.history import earlier
from school.enrollment.models import Enrollment, Quota
from school.enrollment.refusals import SeatsReserved
from school.enrollment.rules.leaving import is_in_time
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.eligibility import make_hold
from tests.factories.enrollment import (
    apply_for,
    kept,
    make_enrollment,
    reserve_for_hardship,
)
from tests.factories.people import make_company

Status = Enrollment.Status


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def origin(edition: Edition) -> Cohort:
    return make_cohort(edition=edition, name="第1期", seats=1)


@pytest.fixture
def target(edition: Edition) -> Cohort:
    starts_on = timezone.localdate() + timedelta(days=30)
    return make_cohort(edition=edition, name="第2期", seats=2, starts_on=starts_on)


@pytest.fixture
def returned() -> Iterator[list[bool]]:
    heard: list[bool] = []

    def hear(in_time: bool, **sent: object) -> None:
        heard.append(in_time)

    signals.place_returned.connect(hear)
    yield heard
    signals.place_returned.disconnect(hear)


def soon(cohort: Cohort) -> None:
    """The first evening is tomorrow."""
    for number, session in enumerate(cohort.sessions.order_by("starts_at"), start=1):
        session.starts_at = timezone.now() + timedelta(days=number)
        session.ends_at = session.starts_at + timedelta(hours=2)
        session.save(update_fields=["starts_at", "ends_at"])


def refusal(place: Enrollment, to: Cohort, by: User, **extra: str) -> str:
    with pytest.raises(Refusal) as caught:
        actions.transfer(place, to=to, by=by, **extra)
    place.refresh_from_db()
    assert place.status == Status.ENROLLED
    return caught.value.code


def test_a_place_is_changed_the_old_one_kept_on_file_and_passed_on(
    origin: Cohort, target: Cohort, trainee: Person
) -> None:
    place, waits = apply_for(origin, trainee), apply_for(origin)
    moved = actions.transfer(place, to=target, by=trainee.user)
    waits.refresh_from_db()
    assert (place.status, waits.status) == (Status.WITHDRAWN, Status.OFFERED)
    assert (moved.status, moved.cohort, moved.moved_from) == (
        Status.ENROLLED,
        target,
        place,
    )
    assert moved.consent == place.consent
    again = actions.transfer(moved, to=origin_with_room(origin), by=trainee.user)
    assert earlier([again.pk, waits.pk]) == {
        again.pk: [moved.pk, place.pk],
        waits.pk: [],
    }
    verbs = Entry.objects.filter(verb__startswith="enrollment.")
    assert verbs.filter(verb="enrollment.transfer").count() == 2
    assert verbs.filter(verb="enrollment.move_in").count() == 2
    told = Notice.objects.filter(person=trainee).values_list("kind", flat=True)
    assert sorted(told) == ["enrolled", "moved", "moved"]


def origin_with_room(origin: Cohort) -> Cohort:
    Cohort.objects.filter(pk=origin.pk).update(seats=5)
    origin.refresh_from_db()
    return origin


def test_a_change_gives_no_points_back(
    origin: Cohort, target: Cohort, trainee: Person, returned: list[bool]
) -> None:
    actions.transfer(apply_for(origin, trainee), to=target, by=trainee.user)
    assert returned == []


def test_whoever_waits_there_comes_before_those_who_change(
    origin: Cohort, target: Cohort, trainee: Person, registrar: User
) -> None:
    place = apply_for(origin, trainee)
    first = apply_for(target)
    apply_for(target)
    apply_for(target)
    assert refusal(place, target, trainee.user) == "no_free_place"
    Enrollment.objects.filter(pk=first.pk).delete()
    assert refusal(place, target, trainee.user) == "no_free_place"
    moved = actions.transfer(place, to=target, by=registrar, reason="换夜班")
    assert moved.status == Status.ENROLLED


def test_a_seat_whose_offer_has_run_out_is_free_though_no_worker_ran(
    origin: Cohort, target: Cohort, trainee: Person
) -> None:
    Cohort.objects.filter(pk=target.pk).update(seats=1)
    held, offered = apply_for(target), apply_for(target)
    actions.withdraw(held, by=held.person.user)
    offered.refresh_from_db()
    place, late = apply_for(origin, trainee), offered.offer_until
    actions.transfer(place, to=target, by=trainee.user, at=late)
    assert target.enrollments.seated().get().person == trainee


def test_evenings_of_another_course_clash_though_both_classes_bear_one_name(
    origin: Cohort, target: Cohort, trainee: Person
) -> None:
    namesake = make_cohort(
        edition=make_edition(course=make_course("PC")),
        name=origin.name,
        starts_on=target.starts_on,
    )
    place = apply_for(origin, trainee)
    make_enrollment(namesake, trainee)
    assert refusal(place, target, trainee.user) == "session_clash"


def test_a_reserved_seat_is_not_for_those_who_change(
    origin: Cohort, target: Cohort, trainee: Person, registrar: User
) -> None:
    reserve_for_hardship(target)
    apply_for(target)
    place = apply_for(origin, trainee)
    with pytest.raises(SeatsReserved):
        actions.transfer(place, to=target, by=trainee.user)
    place.refresh_from_db()
    assert place.status == Status.ENROLLED
    moved = actions.transfer(place, to=target, by=registrar, reason="低保户")
    assert moved.status == Status.ENROLLED


def test_what_counts_for_a_place_is_weighed_anew_in_the_other_class(
    origin: Cohort, target: Cohort, trainee: Person, registrar: User
) -> None:
    company = make_company()
    quotas = {Quota.Kind.PARTNER: kept()}
    arrangement = Arrangement(quotas=quotas, partners=[company])
    actions.arrange_places(target, arrangement, by=registrar)
    apply_for(target)
    Person.objects.filter(pk=trainee.pk).update(company=company)
    trainee.refresh_from_db()
    moved = actions.transfer(apply_for(origin, trainee), to=target, by=trainee.user)
    assert (moved.quota_kind, moved.status) == (Quota.Kind.PARTNER, Status.ENROLLED)


def test_only_a_class_of_the_course_that_takes_people_will_do(
    origin: Cohort, target: Cohort, trainee: Person, registrar: User
) -> None:
    place, by = apply_for(origin, trainee), trainee.user
    elsewhere = make_cohort(edition=make_edition(course=make_course("CL")))
    assert refusal(place, elsewhere, by) == "other_course"
    assert refusal(place, origin, by) == "cohort_not_open"
    running = make_cohort(
        edition=origin.edition,
        name="第3期",
        status=Cohort.Status.RUNNING,
        starts_on=timezone.localdate() + timedelta(days=60),
    )
    assert refusal(place, running, by) == "cohort_not_open"
    assert actions.transfer(place, to=running, by=registrar, reason="换班").pk
    waiting = make_enrollment(
        origin, status=Status.WAITLISTED, queue_number=7, person=None
    )
    with pytest.raises(Refusal) as caught:
        actions.transfer(waiting, to=target, by=waiting.person.user)
    assert caught.value.code == "wrong_status"


def test_after_the_deadline_the_registrar_moves_people_with_a_reason(
    origin: Cohort, target: Cohort, trainee: Person, registrar: User
) -> None:
    place = apply_for(origin, trainee)
    soon(origin)
    assert refusal(place, target, trainee.user) == "too_late_to_transfer"
    assert refusal(place, target, registrar) == "reason_missing"
    origin.status = Cohort.Status.ASSESSING
    origin.save(update_fields=["status"])
    late = refusal(place, target, registrar, reason="生病")
    assert late == "too_late_to_transfer"
    origin.status = Cohort.Status.RUNNING
    origin.save(update_fields=["status"])
    assert actions.transfer(place, to=target, by=registrar, reason="生病").pk


def test_a_hold_stops_the_change(
    origin: Cohort, target: Cohort, trainee: Person
) -> None:
    place = apply_for(origin, trainee)
    make_hold(trainee)
    assert refusal(place, target, trainee.user) == "on_hold"


def test_nobody_moves_somebody_else(
    origin: Cohort, target: Cohort, trainee: Person, classmate: Person
) -> None:
    place = apply_for(origin, trainee)
    with pytest.raises(NotPermitted):
        actions.transfer(place, to=target, by=classmate.user)


@pytest.mark.parametrize("is_late", [False, True])
def test_a_withdrawal_says_whether_it_was_in_time(
    origin: Cohort, trainee: Person, returned: list[bool], is_late: bool
) -> None:
    place = apply_for(origin, trainee)
    waiting = apply_for(origin)
    if is_late:
        soon(origin)
    actions.withdraw(waiting, by=waiting.person.user)
    assert returned == []
    page = signed_in(trainee).get(reverse("enrollment:withdraw", args=[place.code]))
    assert page.context["in_time"] is not is_late
    actions.withdraw(place, by=trainee.user)
    assert returned == [not is_late]


def test_the_deadline_itself_is_in_time() -> None:
    evening = datetime(2027, 1, 1, 19)
    until = datetime(2026, 12, 30, 19)
    assert is_in_time(until, first_evening=evening, hours=48)
    late = until + timedelta(seconds=1)
    assert not is_in_time(late, first_evening=evening, hours=48)
    assert is_in_time(late, first_evening=None, hours=48)


def test_the_page_offers_the_classes_that_have_a_place(
    origin: Cohort, target: Cohort, trainee: Person
) -> None:
    place = apply_for(origin, trainee)
    browser = signed_in(trainee)
    address = reverse("enrollment:transfer", args=[place.code])
    assert browser.get(address).context["targets"] == [target]
    answer = browser.post(address, {"to": target.pk})
    moved = Enrollment.objects.get(moved_from=place)
    assert answer["Location"] == reverse("enrollment:detail", args=[moved.code])
    assert browser.get(answer["Location"]).status_code == 200


def test_the_desk_moves_people(
    origin: Cohort, target: Cohort, trainee: Person, registrar: User
) -> None:
    place = apply_for(origin, trainee)
    address = reverse("enrollment_desk:move", args=[place.code])
    typed = {"to": target.pk, "reason": "换夜班"}
    assert signed_in(registrar).post(address, typed).status_code == 302
    assert Enrollment.objects.get(moved_from=place).cohort == target


def test_the_desk_says_when_there_is_no_class_to_change_to(
    trainee: Person, registrar: User
) -> None:
    place = apply_for(make_cohort(), trainee)
    address = reverse("enrollment_desk:move", args=[place.code])
    said = signed_in(registrar).get(address, follow=True).text
    assert "这门课现在没有别的班可换" in said

"""A seat for points is a real seat: taken with them, and given back with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses import actions as courses
from school.courses.models import Cohort
from school.enrollment import actions as enrolment
from school.enrollment.line import place_in_line
from school.enrollment.models import Enrollment, Promise, Quota
from school.enrollment.places import places_in
from school.enrollment.refusals import ConsentMissing
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.people.models import Person, User
from school.points.accounts import accounts_of
from school.points.models import Redemption, Reward
from school.points.shop import actions, refusals
from school.points.shop.eligibility import eligible, offers
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import apply_for
from tests.factories.people import make_trainee
from tests.factories.shop import (
    consent_text,
    give_points,
    in_days,
    make_points_class,
    make_seat_reward,
    redeem,
)

Status = Redemption.Status


@pytest.fixture
def reward(db: None) -> Reward:
    return make_seat_reward()


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_points_class()


@pytest.fixture
def worker(trainee: Person) -> Person:
    give_points(trainee, 120)
    return trainee


@pytest.fixture
def seat(worker: Person, reward: Reward, cohort: Cohort) -> Redemption:
    return redeem(worker, reward, cohort=cohort, text=consent_text(worker))


def fresh(redemption: Redemption) -> Redemption:
    return Redemption.objects.select_related("enrollment").get(pk=redemption.pk)


def test_she_is_in_the_class_at_once_and_the_quota_has_one_less(
    seat: Redemption, worker: Person, reward: Reward, cohort: Cohort
) -> None:
    assert seat.status == Status.APPROVED
    assert seat.enrollment is not None
    assert seat.enrollment.status == Enrollment.Status.ENROLLED
    assert places_in(cohort).left_in(Quota.Kind.POINTS) == 0
    assert (accounts_of(worker).balance, accounts_of(worker).held) == (20, 100)
    other = make_trainee()
    give_points(other, 120)
    assert [one.code for one in eligible(other, reward)] == ["stock"]


def test_what_the_class_refuses_costs_nothing(
    worker: Person, reward: Reward, cohort: Cohort
) -> None:
    with pytest.raises(refusals.ChooseClass):
        redeem(worker, reward)
    with pytest.raises(ConsentMissing):
        redeem(worker, reward, cohort=cohort)
    with pytest.raises(refusals.ClassNotForPoints):
        redeem(worker, reward, cohort=make_cohort(), text=consent_text(worker))
    assert accounts_of(worker).held == 0
    assert not Enrollment.objects.filter(person=worker).exists()


def test_given_back_the_seat_is_free_for_the_next(
    seat: Redemption, worker: Person, cohort: Cohort
) -> None:
    actions.cancel(seat, by=worker.user)
    assert accounts_of(worker).balance == 120
    assert places_in(cohort).left_in(Quota.Kind.POINTS) == 1
    assert fresh(seat).enrollment.status == Enrollment.Status.WITHDRAWN
    assert actions.settle_seats() == 0


def test_withdrawn_from_the_class_the_points_come_back_by_themselves(
    seat: Redemption, worker: Person
) -> None:
    enrolment.withdraw(seat.enrollment, by=worker.user)
    assert actions.settle_seats() == 1
    assert fresh(seat).status == Status.CANCELLED
    assert accounts_of(worker).balance == 120


def test_a_class_that_is_called_off_costs_nothing(
    seat: Redemption, worker: Person, cohort: Cohort, registrar: User
) -> None:
    courses.cancel(cohort, by=registrar, reason="人数不够")
    assert actions.settle_seats() == 1
    assert (fresh(seat).status, accounts_of(worker).balance) == (Status.CANCELLED, 120)


def test_when_the_class_begins_the_points_are_spent(
    seat: Redemption, worker: Person, cohort: Cohort, registrar: User
) -> None:
    courses.start(cohort, by=registrar)
    with pytest.raises(refusals.ClassHasBegun):
        actions.cancel(fresh(seat), by=worker.user)
    assert actions.settle_seats() == 1
    assert fresh(seat).status == Status.FULFILLED
    assert accounts_of(worker).spent == 100


def test_moved_to_another_class_the_points_go_with_the_seat(
    seat: Redemption, worker: Person, cohort: Cohort, registrar: User
) -> None:
    later = make_cohort(edition=cohort.edition, name="第2期", starts_on=in_days(20))
    moved = enrolment.transfer(seat.enrollment, to=later, by=worker.user)
    assert actions.settle_seats() == 1
    assert (fresh(seat).status, fresh(seat).enrollment) == (Status.APPROVED, moved)
    courses.start(later, by=registrar)
    actions.settle_seats()
    assert fresh(seat).status == Status.FULFILLED


@pytest.fixture
def put_off(seat: Redemption, worker: Person, cohort: Cohort) -> Redemption:
    """And the class that she put off has begun without her."""
    enrolment.defer(seat.enrollment, by=worker.user)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.RUNNING)
    actions.settle_seats()
    return fresh(seat)


def test_a_seat_put_off_is_given_back_by_her_word(
    put_off: Redemption, worker: Person
) -> None:
    assert accounts_of(worker).held == 100
    actions.cancel(put_off, by=worker.user)
    assert (accounts_of(worker).balance, accounts_of(worker).held) == (120, 0)


@pytest.mark.parametrize("how", ["by_herself", "by_the_clock"])
def test_with_the_points_the_promise_of_the_next_class_goes(
    put_off: Redemption, worker: Person, cohort: Cohort, how: str
) -> None:
    """She would come first where others have paid for it."""
    client, page = signed_in(worker), reverse("points:redemption", args=[put_off.code])
    assert "推迟了这个班" in client.get(page).text
    assert "等下一期" in client.get(page).text
    assert "等下一期" in client.get(reverse("points:redemptions")).text
    give_back = reverse("points:cancel_redemption", args=[put_off.code])
    assert "不再优先" in client.get(give_back).text
    if how == "by_herself":
        actions.cancel(put_off, by=worker.user)
    else:
        actions.settle_seats(at=timezone.now() + timedelta(days=182))
    assert not Promise.objects.exists()
    assert Entry.objects.filter(verb="enrollment.end_promise").count() == 1
    later = make_cohort(edition=cohort.edition, name="第2期", seats=1)
    seated, first = (apply_for(later) for _ in range(2))
    mine = apply_for(later, worker)
    assert place_in_line(first) < place_in_line(mine)
    assert "推迟了这个班" not in client.get(page).text


def test_a_promise_for_which_she_waits_goes_with_the_points_too(
    put_off: Redemption, worker: Person, cohort: Cohort
) -> None:
    later = make_cohort(edition=cohort.edition, name="第2期", seats=1)
    seated, first = (apply_for(later) for _ in range(2))
    mine = apply_for(later, worker)
    assert place_in_line(mine) < place_in_line(first)
    actions.cancel(put_off, by=worker.user)
    assert place_in_line(first) < place_in_line(mine)


def test_a_promise_of_another_place_stays(
    put_off: Redemption, worker: Person, classmate: Person
) -> None:
    own = make_cohort(edition=make_edition(course=make_course("PC")), name="另一班")
    for person in (worker, classmate):
        enrolment.defer(apply_for(own, person), by=person.user)
    actions.cancel(put_off, by=worker.user)
    assert Promise.objects.open().count() == 2


def test_a_seat_put_off_holds_the_points_no_longer_than_they_are_good(
    put_off: Redemption, worker: Person
) -> None:
    now = timezone.now()
    actions.settle_seats(at=now + timedelta(days=180))
    assert fresh(put_off).status == Status.APPROVED
    actions.settle_seats(at=now + timedelta(days=182))
    assert fresh(put_off).status == Status.CANCELLED
    assert (accounts_of(worker).balance, accounts_of(worker).held) == (120, 0)


def test_moved_and_given_back_before_the_clock_the_new_seat_is_free_too(
    seat: Redemption, worker: Person, cohort: Cohort
) -> None:
    later = make_cohort(edition=cohort.edition, name="第2期", starts_on=in_days(20))
    moved = enrolment.transfer(seat.enrollment, to=later, by=worker.user)
    actions.cancel(fresh(seat), by=worker.user)
    moved.refresh_from_db()
    assert moved.status == Enrollment.Status.WITHDRAWN


def test_a_reward_may_be_for_some_courses_and_for_soon(
    worker: Person, reward: Reward, cohort: Cohort
) -> None:
    far = make_edition(course=make_course("PC"))
    late = make_points_class(
        edition=far, starts_on=in_days(200), enrol_until=in_days(190)
    )
    (offer,) = offers([reward], worker)
    assert [one.cohort for one in offer.seats] == [cohort]
    reward.courses.set([late.edition.course])
    assert [one.code for one in eligible(worker, reward)] == ["stock"]


def test_only_the_clockwork_settles_seats(seat: Redemption, registrar: User) -> None:
    with pytest.raises(refusals.NotAtTheDesk):
        actions.fulfil(seat, by=registrar)
    assert actions.settle_seats(by=SYSTEM) == 0

"""A place put off to a later class of the course, and the promise that it leaves."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses import actions as courses
from school.courses.models import Cohort, Edition
from school.enrollment import actions
from school.enrollment.actions import Arrangement
from school.enrollment.explain import in_line
from school.enrollment.line import place_in_line
from school.enrollment.models import Enrollment, Promise
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import apply_for
from tests.factories.people import make_trainee

Status = Enrollment.Status


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def now(edition: Edition) -> Cohort:
    return make_cohort(edition=edition, name="第1期", seats=1)


@pytest.fixture
def later(edition: Edition) -> Cohort:
    starts_on = timezone.localdate() + timedelta(days=30)
    return make_cohort(edition=edition, name="第2期", seats=1, starts_on=starts_on)


def refusal(place: Enrollment, by: User, **extra: str) -> str:
    with pytest.raises(Refusal) as caught:
        actions.defer(place, by=by, **extra)
    assert not Promise.objects.exists()
    return caught.value.code


def test_a_place_put_off_goes_to_the_next_and_leaves_a_promise(
    now: Cohort, trainee: Person
) -> None:
    place, waits = apply_for(now, trainee), apply_for(now)
    promise = actions.defer(place, by=trainee.user)
    waits.refresh_from_db()
    assert (place.status, waits.status) == (Status.WITHDRAWN, Status.OFFERED)
    assert (promise.deferred, promise.kept_by) == (place, None)
    assert Entry.objects.filter(verb="enrollment.defer").exists()


def test_with_the_promise_one_stands_before_those_who_wait_without(
    now: Cohort, later: Cohort, trainee: Person, classmate: Person
) -> None:
    actions.defer(apply_for(now, trainee), by=trainee.user)
    actions.defer(apply_for(now, classmate), by=classmate.user)
    seated, first, second = (apply_for(later) for _ in range(3))
    promised, also = apply_for(later, trainee), apply_for(later, classmate)
    line = [promised, also, first, second]
    assert [place_in_line(one) for one in line] == [1, 2, 3, 4]
    actions.withdraw(seated, by=seated.person.user)
    promised.refresh_from_db()
    assert promised.status == Status.OFFERED
    assert promised.kept_promise.deferred.cohort == now


def test_a_free_seat_is_theirs_though_others_wait(
    now: Cohort, later: Cohort, trainee: Person
) -> None:
    actions.defer(apply_for(now, trainee), by=trainee.user)
    seated = apply_for(later)
    apply_for(later)
    Enrollment.objects.filter(pk=seated.pk).update(status=Status.WITHDRAWN)
    Cohort.objects.filter(pk=later.pk).update(seats=2)
    place = apply_for(later, trainee)
    assert place.status == Status.ENROLLED
    assert later.enrollments.seated().count() == 2


def test_the_promise_comes_before_what_the_class_publishes_and_says_so(
    now: Cohort, later: Cohort, trainee: Person, registrar: User
) -> None:
    arrangement = Arrangement(criteria=["local"], home_towns="秀谷镇")
    actions.arrange_places(later, arrangement, by=registrar)
    actions.defer(apply_for(now, trainee), by=trainee.user)
    apply_for(later)
    local = apply_for(later, make_trainee(town="秀谷镇"))
    assert place_in_line(local) == 1
    promised = apply_for(later, trainee)
    assert [place_in_line(one) for one in (promised, local)] == [1, 2]
    explained = in_line(promised, at=timezone.now())
    assert explained and "改期" in explained.reasons[0]


def test_a_promise_serves_once_and_not_in_the_class_put_off(
    now: Cohort, later: Cohort, trainee: Person
) -> None:
    actions.defer(apply_for(now, trainee), by=trainee.user)
    back = apply_for(now, trainee)
    assert Promise.objects.open().count() == 1
    actions.withdraw(back, by=trainee.user)
    place = apply_for(later, trainee)
    assert not Promise.objects.open().exists()
    actions.withdraw(place, by=trainee.user)
    apply_for(later)
    waits, again = apply_for(later), apply_for(later, trainee)
    assert again.queue_number > waits.queue_number


@pytest.mark.parametrize("end", [courses.start, partial(courses.cancel, reason="停办")])
def test_a_class_that_gives_no_place_leaves_the_promise(
    end: Callable[..., Cohort],
    now: Cohort,
    later: Cohort,
    trainee: Person,
    registrar: User,
) -> None:
    promise = actions.defer(apply_for(now, trainee), by=trainee.user)
    apply_for(later)
    waits = apply_for(later, trainee)
    assert waits.status == Status.WAITLISTED
    end(later, by=registrar)
    assert Promise.objects.open().get() == promise


def test_a_class_that_begins_with_whoever_was_promised_has_kept_its_word(
    now: Cohort, later: Cohort, trainee: Person, registrar: User
) -> None:
    actions.defer(apply_for(now, trainee), by=trainee.user)
    apply_for(later, trainee)
    courses.start(later, by=registrar)
    assert not Promise.objects.open().exists()


def test_late_only_the_registrar_puts_off_with_a_reason(
    now: Cohort, trainee: Person, classmate: Person, registrar: User
) -> None:
    place = apply_for(now, trainee)
    with pytest.raises(NotPermitted):
        actions.defer(place, by=classmate.user)
    assert refusal(place, registrar) == "reason_missing"
    first = now.sessions.order_by("starts_at").first()
    first.starts_at = timezone.now() + timedelta(hours=5)
    first.ends_at = first.starts_at + timedelta(hours=2)
    first.save(update_fields=["starts_at", "ends_at"])
    assert refusal(place, trainee.user) == "too_late_to_transfer"
    Cohort.objects.filter(pk=now.pk).update(status=Cohort.Status.ASSESSING)
    late = refusal(place, registrar, reason="生病")
    assert late == "too_late_to_transfer"
    Cohort.objects.filter(pk=now.pk).update(status=Cohort.Status.RUNNING)
    assert actions.defer(place, by=registrar, reason="生病").pk


def test_whoever_waits_has_nothing_to_put_off(now: Cohort) -> None:
    apply_for(now)
    waits = apply_for(now)
    assert refusal(waits, waits.person.user) == "wrong_status"


def test_the_page_asks_and_puts_off(now: Cohort, trainee: Person) -> None:
    place = apply_for(now, trainee)
    address = reverse("enrollment:defer", args=[place.code])
    browser = signed_in(trainee)
    assert browser.get(address).status_code == 200
    assert browser.post(address).status_code == 302
    assert Promise.objects.get().deferred == place
    page = browser.get(reverse("enrollment:detail", args=[place.code])).text
    assert "您的名额已改期" in page
    assert "您排在最前面" in page
    assert "报名已结束" not in page
    assert "已退出" not in page
    assert browser.post(address).status_code == 302
    assert Promise.objects.count() == 1

"""A calendar shows what its owner may see at that moment: it ends with the duty or the place."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses import actions
from school.courses.models import Cohort, Feed
from school.enrollment import actions as enrolling
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment
from tests.portal.test_calendar_feed import address, events


@pytest.fixture
def cohort(trainee: Person) -> Cohort:
    cohort = make_cohort()
    make_enrollment(cohort, trainee)
    return cohort


@pytest.fixture
def feed(trainee: Person, cohort: Cohort) -> Feed:
    return actions.open_feed(trainee.user, by=trainee.user)


def test_the_address_of_a_class_dies_with_the_duty_in_it(
    client: Client,
    cohort: Cohort,
    registrar: User,
    instructor: User,
    other_instructor: User,
) -> None:
    duty = assign(cohort, instructor)
    assign(cohort, other_instructor)
    hers = actions.open_feed(cohort, by=instructor)
    theirs = actions.open_feed(cohort, by=other_instructor)
    assert len(events(client, hers)) == 4
    actions.relieve_duty(duty, by=registrar)
    assert client.get(address(hers)).status_code == 404
    assert len(events(client, theirs)) == 4
    assert not signed_in(instructor).get(reverse("portal:calendar")).context["classes"]
    # It does not come to life again with another duty.
    assign(cohort, instructor)
    assert client.get(address(hers)).status_code == 404


def test_with_another_duty_left_it_stays(
    client: Client, cohort: Cohort, registrar: User, instructor: User
) -> None:
    assign(cohort, instructor)
    second = assign(cohort, instructor, "assistant")
    feed = actions.open_feed(cohort, by=instructor)
    actions.relieve_duty(second, by=registrar)
    assert len(events(client, feed)) == 4


def test_who_planned_the_classes_and_does_no_more_reads_nothing(
    client: Client, cohort: Cohort, registrar: User
) -> None:
    feed = actions.open_feed(cohort, by=registrar)
    assert len(events(client, feed)) == 4
    registrar.groups.clear()
    assert client.get(address(feed)).status_code == 404


def test_a_replaced_teacher_reads_only_what_is_still_hers(
    client: Client,
    cohort: Cohort,
    registrar: User,
    instructor: User,
    other_instructor: User,
) -> None:
    duty = assign(cohort, instructor)
    assign(cohort, other_instructor)
    cohort.sessions.update(teacher=instructor)
    feed = actions.open_feed(instructor, by=instructor)
    for session in cohort.sessions.all():
        actions.replace_teacher(
            session, by=registrar, teacher=other_instructor, reason="休假"
        )
    actions.relieve_duty(duty, by=registrar)
    assert not events(client, feed)


@pytest.mark.parametrize("left", ["withdrawn", "deferred"])
def test_who_has_left_the_class_reads_none_of_its_evenings(
    client: Client, feed: Feed, cohort: Cohort, trainee: Person, left: str
) -> None:
    enrollment = trainee.enrollments.get()
    if left == "withdrawn":
        enrolling.withdraw(enrollment, by=trainee.user, reason="上夜班")
    else:
        enrolling.defer(enrollment, by=trainee.user)
    assert not events(client, feed)


def test_who_has_changed_the_class_reads_the_new_one(
    client: Client, feed: Feed, cohort: Cohort, trainee: Person
) -> None:
    later = make_cohort(
        name="下一期",
        edition=cohort.edition,
        starts_on=timezone.localdate() + timedelta(days=40),
    )
    enrolling.transfer(trainee.enrollments.get(), to=later, by=trainee.user)
    assert {str(one["summary"])[:3] for one in events(client, feed)} == {"下一期"}

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from school.courses import actions, signals
from school.courses.models import Cohort, Edition
from school.courses.refusals import (
    ClassOver,
    ClassTooLarge,
    EditionNotSignedOff,
    EnrolmentEndsTooLate,
    NoEvenings,
    ReasonMissing,
    WrongStatus,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import assign, make_cohort, make_edition, make_venue

Status = Cohort.Status
STEPS: list[tuple[Callable, str, str]] = [
    (actions.announce, Status.DRAFT, Status.ANNOUNCED),
    (actions.open_enrollment, Status.ANNOUNCED, Status.ENROLLING),
    (actions.start, Status.ENROLLING, Status.RUNNING),
    (actions.begin_assessment, Status.RUNNING, Status.ASSESSING),
    (actions.complete, Status.ASSESSING, Status.COMPLETED),
]
step = pytest.mark.parametrize(
    ("verb", "before", "after"), STEPS, ids=[verb.__name__ for verb, _b, _a in STEPS]
)


@step
def test_each_step_leads_on_and_is_journalled(
    registrar: User, verb: Callable, before: str, after: str
) -> None:
    cohort = make_cohort(status=before)
    verb(cohort, by=registrar)
    cohort.refresh_from_db()
    assert cohort.status == after
    entry = Entry.objects.get()
    assert entry.verb == f"courses.{verb.__name__}"
    assert entry.data == {"from": before, "to": after}


@step
def test_no_step_without_the_right(
    instructor: User, verb: Callable, before: str, after: str
) -> None:
    cohort = make_cohort(status=before)
    assign(cohort, instructor)
    with pytest.raises(NotPermitted):
        verb(cohort, by=instructor)


@step
def test_no_step_is_taken_twice(
    registrar: User, verb: Callable, before: str, after: str
) -> None:
    cohort = make_cohort(status=before)
    stale = Cohort.objects.get(pk=cohort.pk)
    verb(cohort, by=registrar)
    with pytest.raises(WrongStatus):
        verb(cohort, by=registrar)
    with pytest.raises(WrongStatus):
        verb(stale, by=registrar)
    assert stale.status == after


def test_an_unsigned_edition_opens_no_class(registrar: User) -> None:
    cohort = make_cohort(edition=make_edition(signed_off=False), status=Status.DRAFT)
    with pytest.raises(EditionNotSignedOff):
        actions.open_enrollment(cohort, by=registrar)
    cohort.refresh_from_db()
    assert cohort.status == Status.DRAFT


def test_a_class_without_evenings_does_not_open(registrar: User) -> None:
    cohort = make_cohort(status=Status.DRAFT, sessions=False)
    with pytest.raises(NoEvenings):
        actions.open_enrollment(cohort, by=registrar)


def test_cancelling_needs_a_reason_and_says_so_to_higher_apps(
    registrar: User, instructor: User
) -> None:
    cohort = make_cohort()
    heard = []

    def hear(**told: object) -> None:
        heard.append(told["reason"])

    signals.cohort_cancelled.connect(hear)
    try:
        with pytest.raises(ReasonMissing):
            actions.cancel(cohort, by=registrar, reason=" ")
        with pytest.raises(NotPermitted):
            actions.cancel(cohort, by=instructor, reason="人数不足")
        actions.cancel(cohort, by=registrar, reason="人数不足")
        with pytest.raises(WrongStatus):
            actions.cancel(cohort, by=registrar, reason="再来一次")
    finally:
        signals.cohort_cancelled.disconnect(hear)
    assert heard == ["人数不足"]
    assert Entry.objects.get(verb="courses.cancel").reason == "人数不足"


@pytest.mark.parametrize("status", [Status.ASSESSING, Status.COMPLETED])
def test_a_class_under_assessment_is_not_cancelled(
    registrar: User, status: str
) -> None:
    with pytest.raises(WrongStatus):
        actions.cancel(make_cohort(status=status), by=registrar, reason="晚了")


def unsaved(edition: Edition, **extra: object) -> Cohort:
    cohort = make_cohort(edition=edition, sessions=False)
    cohort.pk, cohort._state.adding, cohort.code = None, True, "abcdefghjk"
    for name, value in extra.items():
        setattr(cohort, name, value)
    return cohort


def test_a_new_class_is_a_draft(registrar: User) -> None:
    cohort = actions.create(unsaved(make_edition()), by=registrar)
    assert Cohort.objects.get(pk=cohort.pk).status == Status.DRAFT
    assert Entry.objects.get().verb == "courses.create_cohort"


def test_creating_and_changing_need_the_right(auditor: User) -> None:
    edition = make_edition()
    with pytest.raises(NotPermitted):
        actions.create(unsaved(edition), by=auditor)
    with pytest.raises(NotPermitted):
        actions.change(make_cohort(edition=edition), by=auditor)


def test_a_class_is_no_larger_than_its_edition_allows(registrar: User) -> None:
    with pytest.raises(ClassTooLarge):
        actions.create(unsaved(make_edition(), seats=25), by=registrar)


def test_enrolment_ends_before_the_class_does(registrar: User) -> None:
    cohort = make_cohort()
    cohort.enrol_until = cohort.ends_on + timedelta(days=1)
    with pytest.raises(EnrolmentEndsTooLate):
        actions.change(cohort, by=registrar)


def test_a_change_journals_what_was_and_what_is(registrar: User) -> None:
    cohort = make_cohort(seats=3)
    cohort.seats, cohort.name = 5, "新名"
    actions.change(cohort, by=registrar, fields=["seats"])
    cohort.refresh_from_db()
    assert (cohort.seats, cohort.name) == (5, "养老护理第1期")
    assert Entry.objects.get().data == {"seats": ["3", "5"]}


def test_a_change_of_nothing_leaves_no_trace(registrar: User) -> None:
    actions.change(make_cohort(), by=registrar)
    assert not Entry.objects.exists()


def test_a_finished_class_is_not_changed(registrar: User) -> None:
    with pytest.raises(ClassOver):
        actions.change(make_cohort(status=Status.COMPLETED), by=registrar)


def test_the_public_sees_what_is_public(registrar: User, instructor: User) -> None:
    edition, venue = make_edition(), make_venue()
    shown = make_cohort(edition=edition, venue=venue, status=Status.ANNOUNCED)
    draft = make_cohort(edition=edition, venue=venue, status=Status.DRAFT)
    assert list(Cohort.objects.visible_to(AnonymousUser())) == [shown]
    assert list(Cohort.objects.visible_to(instructor)) == [shown]
    assign(draft, instructor)
    assert set(Cohort.objects.visible_to(instructor)) == {shown, draft}
    assert set(Cohort.objects.visible_to(registrar)) == {shown, draft}


def test_applications_are_taken_until_the_last_day() -> None:
    until = date(2026, 12, 1)
    cohort = Cohort(status=Status.ENROLLING, enrol_until=until)
    assert cohort.takes_applications(on=until)
    assert not cohort.takes_applications(on=until + timedelta(days=1))
    running = Cohort(status=Status.RUNNING, enrol_until=until)
    assert not running.takes_applications(on=until)

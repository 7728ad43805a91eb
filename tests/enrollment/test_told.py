"""Who puts a place off or changes the class is told what concerns them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses import actions as courses
from school.courses.models import Cohort, Edition
from school.enrollment import actions
from school.enrollment.models import Enrollment
from school.notices import wording
from school.notices.models import Delivery, Notice
from school.people.models import Person, User
from school.ui.templatetags.ui import evening
from school.wages.actions import note_no_work, tell_baseline
from school.wages.models import Baseline
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_edition, make_venue
from tests.factories.enrollment import apply_for
from tests.factories.wages import consent_to_wages


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def now(edition: Edition) -> Cohort:
    return make_cohort(edition=edition, name="第1期")


@pytest.fixture
def later(edition: Edition) -> Cohort:
    starts_on = timezone.localdate() + timedelta(days=30)
    return make_cohort(edition=edition, name="第2期", starts_on=starts_on)


@pytest.fixture
def place(now: Cohort, trainee: Person) -> Enrollment:
    return apply_for(now, trainee)


def letter(person: Person, kind: str) -> str:
    notice = Notice.objects.get(person=person, kind=kind)
    return wording.subject(notice) + wording.body(notice)


def test_with_the_place_comes_where_the_next_evening_is(
    now: Cohort, trainee: Person, registrar: User
) -> None:
    first, second = now.sessions.order_by("starts_at")[:2]
    courses.move_session(
        second,
        by=registrar,
        reason="漏水",
        starts_at=second.starts_at,
        ends_at=second.ends_at,
        venue=make_venue("社区教室"),
    )
    courses.start(now, by=registrar)
    late = first.starts_at + timedelta(hours=12)
    place = apply_for(now, trainee, by=registrar, at=late)
    notice = Notice.objects.get(person=trainee, kind="enrolled")
    assert notice.context["starts_at"] == {"at": second.starts_at.isoformat()}
    assert "社区教室" in wording.body(notice)
    first.venue = second.venue
    first.save(update_fields=["venue"])
    page = signed_in(trainee).get(reverse("enrollment:detail", args=[place.code]))
    assert "社区教室" in page.content.decode()


def test_the_message_alone_says_when_and_where_to_come_first(
    place: Enrollment, now: Cohort, trainee: Person
) -> None:
    first = now.sessions.earliest("starts_at")
    notice = Notice.objects.get(person=trainee, kind="enrolled")
    assert wording.subject(notice) == (
        f"您已报上第1期。第一晚：{evening(first.starts_at)}。地点：{first.venue}。"
    )


def test_a_place_put_off_is_confirmed(place: Enrollment, trainee: Person) -> None:
    actions.defer(place, by=trainee.user)
    said = letter(trainee, "deferred")
    assert "第1期" in said and "居家养老护理" in said
    assert not Delivery.objects.filter(notice__kind="deferred").exists()


def test_put_off_by_the_school_it_is_told_by_sms_with_the_reason(
    place: Enrollment, trainee: Person, registrar: User
) -> None:
    actions.defer(place, by=registrar, reason="住院")
    assert "住院" in letter(trainee, "deferred")
    assert Delivery.objects.filter(notice__kind="deferred").count() == 1


def test_the_next_class_is_told_to_who_put_the_course_off_and_to_nobody_else(
    place: Enrollment, later: Cohort, trainee: Person, registrar: User
) -> None:
    apply_for(place.cohort)
    actions.defer(place, by=trainee.user)
    Cohort.objects.filter(pk=later.pk).update(status=Cohort.Status.ANNOUNCED)
    later.refresh_from_db()
    courses.open_enrollment(later, by=registrar)
    notice = Notice.objects.get(kind="class_open")
    assert notice.person == trainee
    assert later.code in notice.link
    assert "第2期" in wording.subject(notice)


def test_a_promise_that_is_kept_is_not_announced_again(
    place: Enrollment, later: Cohort, trainee: Person, registrar: User
) -> None:
    actions.defer(place, by=trainee.user)
    apply_for(later, trainee)
    third = make_cohort(
        edition=later.edition,
        name="第3期",
        status=Cohort.Status.ANNOUNCED,
        starts_on=timezone.localdate() + timedelta(days=60),
    )
    courses.open_enrollment(third, by=registrar)
    assert not Notice.objects.filter(kind="class_open").exists()


def test_a_change_of_class_names_both_and_the_next_evening(
    place: Enrollment, later: Cohort, trainee: Person
) -> None:
    Notice.objects.all().delete()
    actions.transfer(place, to=later, by=trainee.user)
    assert list(Notice.objects.values_list("kind", flat=True)) == ["moved"]
    said = letter(trainee, "moved")
    first = timezone.localtime(later.sessions.first().starts_at)
    assert "第1期" in said and "第2期" in said
    assert f"{first.month}月{first.day}日" in said
    assert "4晚" in said


def test_the_pay_before_the_course_goes_along(
    place: Enrollment, later: Cohort, trainee: Person
) -> None:
    consent_to_wages(trainee)
    told = tell_baseline(place, pay=Pay(520_000, "month"), by=trainee.user)
    moved = actions.transfer(place, to=later, by=trainee.user)
    carried = Baseline.objects.get(enrollment=moved)
    assert (carried.record, carried.answer) == (told.record, "told")
    assert carried.answered_at == told.answered_at
    corrected = tell_baseline(moved, pay=Pay(540_000, "month"), by=trainee.user)
    told.refresh_from_db()
    assert told.record == corrected.record


def test_no_work_goes_along_and_what_was_not_answered_is_asked_again(
    place: Enrollment, later: Cohort, trainee: Person, classmate: Person
) -> None:
    consent_to_wages(trainee)
    note_no_work(place, by=trainee.user)
    moved = actions.transfer(place, to=later, by=trainee.user)
    assert Baseline.objects.get(enrollment=moved).answer == "no_work"
    silent = apply_for(place.cohort, classmate)
    moved = actions.transfer(silent, to=later, by=classmate.user)
    assert not Baseline.objects.filter(enrollment=moved).exists()

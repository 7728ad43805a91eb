"""Who has completed a course leaves its places to others, unless the registrar says otherwise."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment
from school.enrollment.places import places_in
from school.enrollment.refusals import CourseCompleted
from school.journal.models import Entry
from school.notices.models import Notice
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import make_trainee

Status = Enrollment.Status


@pytest.fixture
def done(trainee: Person) -> Enrollment:
    finished = make_cohort(status=Cohort.Status.COMPLETED)
    return make_enrollment(finished, trainee, status=Status.COMPLETED)


@pytest.fixture
def again(done: Enrollment) -> Cohort:
    return make_cohort(edition=done.cohort.edition)


def test_a_completed_course_is_not_applied_for_again(
    done: Enrollment, again: Cohort
) -> None:
    with pytest.raises(CourseCompleted):
        apply_for(again, done.person)
    assert not again.enrollments.exists()


def test_a_newer_edition_is_the_same_course(done: Enrollment) -> None:
    newer = make_edition(course=done.cohort.edition.course, version="2.0")
    with pytest.raises(CourseCompleted):
        apply_for(make_cohort(edition=newer), done.person)


def test_the_registrar_may_enrol_somebody_again(
    done: Enrollment, again: Cohort, registrar: User
) -> None:
    made = apply_for(again, done.person, by=registrar)
    assert made.status == Status.ENROLLED


def test_another_course_is_open_to_those_who_completed_one(done: Enrollment) -> None:
    other = make_edition(course=make_course("PC"))
    assert apply_for(make_cohort(edition=other), done.person).pk


@pytest.mark.parametrize("status", [Status.NOT_COMPLETED, Status.WITHDRAWN])
def test_who_did_not_complete_may_apply_again(
    done: Enrollment, again: Cohort, status: Status
) -> None:
    Enrollment.objects.filter(pk=done.pk).update(status=status)
    assert apply_for(again, done.person).pk


def test_the_form_says_so_before_anything_is_filled_in(
    done: Enrollment, again: Cohort
) -> None:
    client = signed_in(done.person)
    answer = client.get(reverse("enrollment:apply", args=[again.code]), follow=True)
    assert answer.redirect_chain[0][0] == reverse("enrollment:detail", args=[done.code])
    assert "您已经结业过这门课程" in answer.content.decode()


@pytest.fixture
def full(done: Enrollment) -> Cohort:
    """Another class of the course, its one seat taken."""
    full = make_cohort(edition=done.cohort.edition, name="满班", seats=1)
    apply_for(full)
    return full


def give_up_the_seat(cohort: Cohort) -> None:
    seated = cohort.enrollments.select_related("person__user").get(
        status=Status.ENROLLED
    )
    actions.withdraw(seated, by=seated.person.user)


def wait_for(cohort: Cohort, person: Person, number: int = 1) -> Enrollment:
    return make_enrollment(
        cohort, person, status=Status.WAITLISTED, queue_number=number
    )


def complete_another(waiting: Enrollment, by: User) -> Enrollment:
    """The person's way through another class of the course, to its end."""
    attended = make_enrollment(
        make_cohort(edition=waiting.cohort.edition, name="别班"), waiting.person
    )
    return actions.complete(attended, by=by)


def test_completing_closes_the_wait_in_another_class(
    full: Cohort, registrar: User
) -> None:
    waiting, behind = apply_for(full), apply_for(full)
    completed = complete_another(waiting, registrar)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.ended_at) == (Status.WITHDRAWN, completed.ended_at)
    entry = Entry.objects.get(verb="enrollment.complete_elsewhere")
    assert entry.data == {"from": Status.WAITLISTED, "to": Status.WITHDRAWN}
    notice = Notice.objects.get(kind="course_completed")
    assert (notice.person, notice.context["cohort"]) == (waiting.person, "满班")
    assert Notice.objects.get(kind="waitlist_moved").person == behind.person
    give_up_the_seat(full)
    behind.refresh_from_db()
    assert behind.status == Status.OFFERED


def test_completing_passes_an_offer_on(full: Cohort, registrar: User) -> None:
    offered, behind = apply_for(full), apply_for(full)
    give_up_the_seat(full)
    offered.refresh_from_db()
    assert offered.status == Status.OFFERED
    complete_another(offered, registrar)
    for enrollment in (offered, behind):
        enrollment.refresh_from_db()
    assert [offered.status, behind.status] == [Status.WITHDRAWN, Status.OFFERED]


def test_completing_leaves_other_courses_and_other_people_alone(
    full: Cohort, trainee: Person, registrar: User
) -> None:
    mate = apply_for(full)
    waiting = apply_for(full)
    elsewhere = wait_for(
        make_cohort(edition=make_edition(course=make_course("PC"))), waiting.person
    )
    complete_another(waiting, registrar)
    for enrollment in (mate, elsewhere):
        enrollment.refresh_from_db()
        assert enrollment.status == Status.WAITLISTED


def test_not_completing_keeps_the_wait(full: Cohort, registrar: User) -> None:
    waiting = apply_for(full)
    other = make_cohort(edition=full.edition, name="别班")
    attended = make_enrollment(other, waiting.person)
    actions.mark_not_completed(attended, by=registrar)
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITLISTED


def test_who_has_completed_is_passed_over_in_the_line(
    done: Enrollment, full: Cohort
) -> None:
    waiting = wait_for(full, done.person)
    behind = wait_for(full, make_trainee(), 2)
    assert places_in(full).waiting == 1
    give_up_the_seat(full)
    for enrollment in (waiting, behind):
        enrollment.refresh_from_db()
    assert [waiting.status, behind.status] == [Status.WAITLISTED, Status.OFFERED]


def test_who_has_completed_is_offered_and_accepts_nothing(
    done: Enrollment, again: Cohort, registrar: User
) -> None:
    enrollment = wait_for(again, done.person)
    with pytest.raises(CourseCompleted, match=done.person.name):
        actions.offer(enrollment, by=registrar)
    until = timezone.now() + timedelta(hours=1)
    Enrollment.objects.filter(pk=enrollment.pk).update(
        status=Status.OFFERED, offer_until=until
    )
    with pytest.raises(CourseCompleted):
        actions.accept_offer(enrollment, by=done.person.user)
    enrollment.refresh_from_db()
    assert enrollment.status == Status.OFFERED


@pytest.mark.parametrize("status", [Status.WAITLISTED, Status.OFFERED])
def test_the_registrar_may_admit_who_has_completed(
    done: Enrollment, again: Cohort, registrar: User, status: Status
) -> None:
    enrollment = wait_for(again, done.person)
    Enrollment.objects.filter(pk=enrollment.pk).update(status=status)
    assert actions.admit(enrollment, by=registrar).status == Status.ENROLLED

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from school.courses.models import Cohort
from school.enrollment import actions as enrollment_actions
from school.enrollment.models import Enrollment, Hold
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points.shop.eligibility import eligible
from school.standing import actions, refusals, tasks
from school.standing.models import Retraining, Standing
from school.standing.templatetags.cards import why_ordered
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import consent_of, make_enrollment
from tests.factories.people import make_trainee
from tests.factories.shop import give_points, make_tool
from tests.factories.standing import make_standing, scheme, take

pytestmark = pytest.mark.django_db
Status = Retraining.Status


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(name="再培训班", seats=2, sessions=False)


def order(person: Person, cohort: Cohort, *, by: User) -> Retraining:
    return actions.order_retraining(
        person, course=cohort.edition.course, reason="工具未消毒", by=by
    )


def test_an_order_holds_enrolment_and_takes_a_real_seat(
    trainee: Person, cohort: Cohort, points_officer: User
) -> None:
    consent_of(trainee)
    made = order(trainee, cohort, by=points_officer)
    assert made.status == Status.BOOKED
    assert made.enrollment is not None
    assert made.enrollment.cohort == cohort
    assert made.enrollment.quota_kind == "retraining"
    hold = Hold.objects.standing().get(person=trainee)
    assert (hold.kind, hold.course) == ("retraining", cohort.edition.course)
    assert Notice.objects.filter(kind="retraining_ordered").exists()
    assert Standing.objects.get(person=trainee).card == "watch"


def test_without_consent_the_worker_books_herself(
    trainee: Person, cohort: Cohort, points_officer: User
) -> None:
    made = order(trainee, cohort, by=points_officer)
    assert made.status == Status.OPEN
    consent_of(trainee)
    client = signed_in(trainee)
    page = reverse("standing:retraining", args=[made.code])
    assert "再培训班" in client.get(page).text
    client.post(reverse("standing:book", args=[made.code, cohort.code]))
    made.refresh_from_db()
    assert made.status == Status.BOOKED
    assert "打开我的名额" in client.get(page).text


def test_her_first_page_says_that_a_class_is_to_be_chosen(
    trainee: Person, cohort: Cohort, points_officer: User
) -> None:
    made = order(trainee, cohort, by=points_officer)
    page = signed_in(trainee).get("/study/").text
    assert "再培训：请选一个班" in page
    assert reverse("standing:retraining", args=[made.code]) in page
    assert "红牌" not in page
    Standing.objects.filter(person=trainee).update(card="red")
    page = signed_in(trainee).get("/study/").text
    assert "您是红牌，请看原因" in page


def test_a_full_class_gives_no_place_and_no_place_in_line(
    trainee: Person, cohort: Cohort, registrar: User
) -> None:
    make_enrollment(cohort)
    make_enrollment(cohort)
    consent_of(trainee)
    made = order(trainee, cohort, by=registrar)
    assert made.status == Status.OPEN
    with pytest.raises(refusals.ClassFull):
        actions.book(made, cohort=cohort, by=registrar)
    assert not trainee.enrollments.exists()


def test_the_seat_in_a_class_of_the_course_counts(
    trainee: Person, cohort: Cohort, registrar: User
) -> None:
    seat = make_enrollment(cohort, trainee)
    made = order(trainee, cohort, by=registrar)
    assert (made.status, made.enrollment) == (Status.BOOKED, seat)
    enrollment_actions.withdraw(seat, by=registrar, reason="家里有事")
    made.refresh_from_db()
    assert (made.status, made.enrollment) == (Status.OPEN, None)


def test_passing_closes_it_lifts_the_hold_and_wins_points_back(
    trainee: Person,
    cohort: Cohort,
    registrar: User,
    django_capture_on_commit_callbacks,
) -> None:
    scheme()
    for number in range(2):
        take(trainee, "N08", at=timezone.now(), source_id=f"{number}")
    seat = make_enrollment(cohort, trainee)
    made = order(trainee, cohort, by=registrar)
    with django_capture_on_commit_callbacks() as queued:
        enrollment_actions.complete(seat, by=SYSTEM)
    assert queued
    assert tasks.close_retrainings(seat.pk) == 1
    assert tasks.close_retrainings(seat.pk) == 0
    made.refresh_from_db()
    assert made.status == Status.PASSED
    assert not Hold.objects.standing().exists()
    assert Standing.objects.get(person=trainee).score == 70
    assert Notice.objects.filter(kind="retraining_passed").count() == 1


def test_the_night_closes_what_the_queue_forgot(
    trainee: Person, cohort: Cohort, registrar: User
) -> None:
    seat = make_enrollment(cohort, trainee)
    made = order(trainee, cohort, by=registrar)
    enrollment_actions.complete(seat, by=SYSTEM)
    tasks.review_cards()
    made.refresh_from_db()
    assert made.status == Status.PASSED


def test_what_fails_in_the_night_keeps_no_card_waiting(
    trainee: Person,
    cohort: Cohort,
    registrar: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither an order that cannot be closed nor another person's card."""
    scheme()
    seat = make_enrollment(cohort, trainee)
    order(trainee, cohort, by=registrar)
    enrollment_actions.complete(seat, by=SYSTEM)
    other, today = make_trainee(), timezone.localdate()
    make_standing(other)
    Standing.objects.update(review_on=today)
    real = actions.recompute

    def recompute(person: Person) -> Standing:
        if person == trainee:
            raise RuntimeError("her record cannot be read")
        return real(person)

    def closing(*_order: object, **_by: object) -> None:
        raise RuntimeError("her order cannot be closed")

    monkeypatch.setattr(actions, "pass_retraining", closing)
    monkeypatch.setattr(actions, "recompute", recompute)
    with pytest.raises(ExceptionGroup) as failed:
        tasks.review_cards()
    assert len(failed.value.exceptions) == 2
    assert Standing.objects.get(person=trainee).review_on == today
    assert Standing.objects.get(person=other).review_on is None


def test_who_does_not_pass_looks_for_another_class(
    trainee: Person, cohort: Cohort, registrar: User
) -> None:
    seat = make_enrollment(cohort, trainee)
    made = order(trainee, cohort, by=registrar)
    enrollment_actions.mark_not_completed(seat, by=SYSTEM)
    actions.follow_place(seat)
    made.refresh_from_db()
    assert made.status == Status.OPEN


def test_red_orders_a_retraining_in_the_course_last_completed(trainee: Person) -> None:
    scheme()
    past = make_cohort(name="往期", status=Cohort.Status.COMPLETED, sessions=False)
    make_enrollment(
        past, trainee, status=Enrollment.Status.COMPLETED, ended_at=timezone.now()
    )
    for number in range(2):
        take(trainee, "N08", at=timezone.now(), source_id=f"{number}")
    actions.recompute(trainee)
    made = Retraining.objects.get()
    assert (made.cause, made.course) == ("rule", past.edition.course)
    with translation.override("en"):
        assert why_ordered(made).startswith("The integrity score")
    actions.recompute(trainee, at=timezone.now() + timedelta(days=1))
    assert Retraining.objects.count() == 1


def test_cancelling_lifts_the_hold(
    trainee: Person, cohort: Cohort, registrar: User
) -> None:
    made = order(trainee, cohort, by=registrar)
    actions.cancel_retraining(made, by=registrar, reason="下错了")
    assert made.status == Status.CANCELLED
    assert not Hold.objects.standing().exists()
    with pytest.raises(refusals.OrderEnded):
        actions.cancel_retraining(made, by=registrar, reason="再来")
    with pytest.raises(refusals.NoPlaceWanted):
        actions.book(made, cohort=cohort, by=registrar)


def test_who_may_order(
    trainee: Person, classmate: Person, cohort: Cohort, registrar: User, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        order(trainee, cohort, by=auditor)
    made = order(trainee, cohort, by=registrar)
    with pytest.raises(refusals.OrderedAlready):
        order(trainee, cohort, by=registrar)
    assert classmate.user is not None
    for verb in (actions.cancel_retraining,):
        with pytest.raises(NotPermitted):
            verb(made, by=auditor, reason="无")
    with pytest.raises(NotPermitted):
        actions.book(made, cohort=cohort, by=classmate.user)
    with pytest.raises(NotPermitted):
        actions.pass_retraining(made, by=registrar)
    with pytest.raises(refusals.WordsNeeded):
        actions.order_retraining(
            classmate, course=cohort.edition.course, reason=" ", by=registrar
        )
    other = make_edition(course=make_course("ZZ"))
    elsewhere = make_cohort(name="别的课", edition=other, sessions=False)
    with pytest.raises(refusals.OtherCourse):
        actions.book(made, cohort=elsewhere, by=registrar)
    made.person.user = registrar
    with pytest.raises(refusals.OwnCard):
        actions.cancel_retraining(made, by=registrar, reason="无")


def test_another_reads_no_order(
    trainee: Person, classmate: Person, cohort: Cohort, registrar: User
) -> None:
    made = order(trainee, cohort, by=registrar)
    page = reverse("standing:retraining", args=[made.code])
    assert signed_in(classmate).get(page).status_code == 404


def test_the_desk_orders_books_and_withdraws(
    trainee: Person, cohort: Cohort, registrar: User
) -> None:
    client = signed_in(registrar)
    data = {"course": cohort.edition.course.pk, "reason": "工具未消毒"}
    asked = client.get(reverse("standing_desk:order", args=[trainee.code])).text
    assert f'<optgroup label="{cohort.edition.course}">' in asked
    assert "---" not in asked
    client.post(reverse("standing_desk:order", args=[trainee.code]), data)
    made = Retraining.objects.get()
    consent_of(trainee)
    assert (
        "保留名额"
        in client.get(reverse("standing_desk:retraining", args=[made.code])).text
    )
    client.post(reverse("standing_desk:book", args=[made.code]), {"cohort": cohort.pk})
    client.post(reverse("standing_desk:cancel", args=[made.code]), {"reason": "下错了"})
    made.refresh_from_db()
    assert (made.status, made.enrollment is not None) == (Status.CANCELLED, True)


def test_an_order_without_a_red_card_suspends_no_shop(
    trainee: Person, cohort: Cohort, points_officer: User
) -> None:
    scheme()
    give_points(trainee, 30)
    tool = make_tool()
    order(trainee, cohort, by=points_officer)
    assert Standing.objects.get(person=trainee).card == "watch"
    assert eligible(trainee, tool) == []
    Standing.objects.update(card="red")
    assert [reason.code for reason in eligible(trainee, tool)] == ["red_card"]

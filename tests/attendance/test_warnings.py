"""Alerts: raised once, told once to each, ended when they hold no more."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from school.attendance import actions as roll
from school.attendance.models import Alert, Event
from school.attendance.tasks import review_classes
from school.attendance.warnings.actions import note_contact, review
from school.attendance.warnings.facts import alarms_of
from school.courses.models import Cohort, Duty
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_person, make_trainee, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Ten evenings, three of them over; the last one yesterday."""
    return make_cohort(
        edition=make_edition(evenings=10),
        starts_on=timezone.localdate() - timedelta(days=3),
        status=Cohort.Status.RUNNING,
        seats=40,
    )


@pytest.fixture
def head(cohort):
    user = make_user(display_name="班主任")
    make_person("罗老师", user=user)
    assign(cohort, user, Duty.Kind.HEAD_TEACHER)
    return user


def note(enrollment, evening: int, *kinds: Event.Kind, by) -> None:
    session = enrollment.cohort.sessions.order_by("starts_at")[evening]
    for kind in kinds:
        at = session.ends_at if kind == Event.Kind.LEFT else session.starts_at
        roll.note(
            session, enrollment=enrollment, kind=kind, by=by, at=at, reason="补记"
        )


def there(enrollment, evening: int, *, by) -> None:
    note(enrollment, evening, Event.Kind.ARRIVED, Event.Kind.LEFT, by=by)


def kinds_told(person) -> list[str]:
    return sorted(
        notice.context["alert"]
        for notice in Notice.objects.filter(person=person, kind="attendance_alert")
    )


def test_two_absences_running_are_told_to_all_three(
    cohort, enrollment, head, registrar
) -> None:
    registrar_person = make_person("吴教务", user=registrar)
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    assert review(cohort) == 2
    assert kinds_told(enrollment.person) == ["absent", "every"]
    for person in (head.person, registrar_person):
        [told] = Notice.objects.filter(person=person, kind="attendance_follow_up")
        assert told.context["count"] == 2
    verbs = Entry.objects.values_list("verb", flat=True)
    assert list(verbs).count("attendance.raise_alert") == 2


@pytest.fixture
def reviewed(monkeypatch) -> None:
    """What is queued is done at once."""
    monkeypatch.setattr("school.attendance.tasks.enqueue", lambda task, pk: task(pk))


def test_it_is_told_once(cohort, enrollment, head, registrar, reviewed) -> None:
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    assert review(cohort) == 0
    review_classes()
    assert kinds_told(enrollment.person) == ["absent", "every"]
    assert Notice.objects.filter(kind="attendance_follow_up").count() == 2


def test_who_comes_again_ends_the_alert_and_is_not_told_of_it_again(
    cohort, enrollment, registrar
) -> None:
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    there(enrollment, 2, by=registrar)
    review(cohort)
    standing = Alert.objects.standing().values_list("kind", flat=True)
    assert list(standing) == ["tight"]
    note(enrollment, 2, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    assert set(standing.all()) == {"absent", "every"}
    assert kinds_told(enrollment.person) == ["absent", "every", "tight"]


def test_an_uncalled_roll_raises_nothing(cohort, enrollment) -> None:
    assert review(cohort) == 0


def test_who_is_missing_on_a_called_roll_was_absent(
    cohort, enrollment, classmate, registrar
) -> None:
    other = make_enrollment(cohort, classmate)
    for evening in (1, 2):
        there(other, evening, by=registrar)
    review(cohort)
    assert set(Alert.objects.values_list("enrollment__person__name", "kind")) == {
        (enrollment.person.name, "absent"),
        (enrollment.person.name, "every"),
    }


def test_hours_out_of_reach_are_told_as_such(cohort, enrollment, registrar) -> None:
    for evening in (0, 1, 2):
        note(enrollment, evening, Event.Kind.EXCUSED, by=registrar)
    review(cohort)
    [alert] = Alert.objects.all()
    assert alert.kind == "impossible"


def test_classes_that_are_not_on_are_left_alone(
    cohort, enrollment, registrar, reviewed
) -> None:
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    Cohort.objects.update(status=Cohort.Status.COMPLETED)
    review_classes()
    assert not Alert.objects.exists()


def test_the_list_leads_to_the_telephone(cohort, enrollment, head, registrar) -> None:
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    for user in (head, registrar):
        page = signed_in(user).get("/attendance/alerts/").content.decode()
        assert f'href="tel:{enrollment.person.phone}"' in page


def test_an_alert_says_how_many_evenings_are_needed() -> None:
    alert = Alert(kind="tight", needed=3, left=4)
    with translation.override("en"):
        assert alert.in_words == "needs 3 of the 4 evenings left"


def test_another_class_is_not_in_the_list(
    cohort, enrollment, registrar, other_instructor
) -> None:
    assign(make_cohort(name="别班"), other_instructor)
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    browser = signed_in(other_instructor)
    assert (
        enrollment.person.name
        not in browser.get("/attendance/alerts/").content.decode()
    )
    alert = Alert.objects.first()
    assert (
        browser.post(f"/attendance/alerts/{alert.code}/contacted/").status_code == 404
    )
    with pytest.raises(NotPermitted):
        note_contact(alert, by=other_instructor)


def test_a_call_is_noted_once(cohort, enrollment, head, registrar) -> None:
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    alert = Alert.objects.first()
    url = f"/attendance/alerts/{alert.code}/contacted/"
    assert signed_in(head).get(url).status_code == 405
    assert signed_in(head).post(url).status_code == 302
    note_contact(alert, by=registrar)
    alert.refresh_from_db()
    assert alert.contacted_by == head


def test_only_who_calls_any_roll_reviews_by_hand(cohort, head) -> None:
    with pytest.raises(NotPermitted):
        review(cohort, by=head)


def test_a_class_is_reviewed_in_the_same_number_of_queries(
    cohort, registrar, django_assert_max_num_queries
) -> None:
    for number in range(12):
        make_enrollment(cohort, make_trainee(f"学员{number}"))
    with django_assert_max_num_queries(10):
        review(cohort)


def test_evenings_before_she_came_from_another_class_raise_no_alert(
    cohort, trainee, classmate, registrar
) -> None:
    """She sat the first three evenings there; here somebody else's were noted."""
    former = make_enrollment(
        make_cohort(
            edition=cohort.edition,
            name="前一班",
            starts_on=cohort.starts_on,
            status=Cohort.Status.RUNNING,
        ),
        trainee,
    )
    for evening in range(3):
        there(former, evening, by=registrar)
    Enrollment.objects.filter(pk=former.pk).update(status="withdrawn")
    here = make_enrollment(
        cohort, trainee, moved_from=former, enrolled_at=timezone.now()
    )
    other = make_enrollment(cohort, classmate)
    for evening in range(3):
        there(other, evening, by=registrar)
    assert alarms_of(cohort, at=timezone.now())[here] == []
    Enrollment.objects.filter(pk=here.pk).update(moved_from=None)
    kinds = [one.kind for one in alarms_of(cohort, at=timezone.now())[here]]
    assert "absent" in kinds


def test_staff_read_the_numbers_in_their_language(enrollment) -> None:
    alert = Alert(enrollment=enrollment, kind=Alert.Kind.TIGHT, needed=3, left=4)
    assert alert.in_words == "剩4晚，须到3晚"
    with translation.override("en"):
        assert alert.in_words == "needs 3 of the 4 evenings left"


def test_each_class_is_reviewed_by_itself(
    cohort, django_capture_on_commit_callbacks
) -> None:
    make_cohort(name="另一班", status=Cohort.Status.RUNNING)
    make_cohort(name="未开班")
    with django_capture_on_commit_callbacks() as queued:
        review_classes()
    assert len(queued) == 2


def test_alerts_end_with_the_class(cohort, enrollment, registrar, reviewed) -> None:
    for evening in (1, 2):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    review(cohort)
    assert Alert.objects.standing().exists()
    Cohort.objects.update(status=Cohort.Status.COMPLETED)
    review_classes()
    assert not Alert.objects.standing().exists()

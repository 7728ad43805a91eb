from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort, Duty, Edition, Track
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import (
    assign,
    make_cohort,
    make_edition,
    make_nurse,
)
from tests.factories.enrollment import apply_for, make_enrollment

LIST = reverse("courses:cohorts")


def page(cohort: Cohort) -> str:
    return reverse("courses:cohort", args=[cohort.code])


def test_the_list_shows_open_and_coming_classes_only(db: None) -> None:
    edition = make_edition()
    for status in Cohort.Status.values:
        make_cohort(edition=edition, status=status, name=f"班-{status}-")
    text = signed_in(None).get(LIST).content.decode()
    shown = [status for status in Cohort.Status.values if f"班-{status}-" in text]
    assert shown == ["announced", "enrolling"]


def test_the_list_says_what_is_left(db: None) -> None:
    edition = make_edition()
    make_cohort(edition=edition, seats=3)
    last = make_cohort(edition=edition, seats=2)
    full = make_cohort(edition=edition, seats=1)
    for cohort in (last, full, full):
        apply_for(cohort)
    text = signed_in(None).get(LIST).content.decode()
    assert "还剩3个名额" in text
    assert "还剩1个名额" in text
    assert "已满，可候补" in text
    assert "1人在候补" in text


def test_the_list_takes_as_many_queries_for_many_classes(
    db: None, django_assert_num_queries
) -> None:
    edition = make_edition()
    client = signed_in(None)
    make_cohort(edition=edition)
    with django_assert_num_queries(5):
        client.get(LIST)
    for _ in range(5):
        apply_for(make_cohort(edition=edition))
    with django_assert_num_queries(5):
        client.get(LIST)


def test_the_list_filters_by_field_of_training(db: None) -> None:
    cohort = make_cohort(name="养老班")
    Track.objects.create(code="cleaning", title_zh="保洁", colour="jade")
    client = signed_in(None)
    track = cohort.edition.course.track.code
    assert "养老班" in client.get(LIST, {"track": track}).content.decode()
    answer = client.get(LIST, {"track": "cleaning"}).content.decode()
    assert "养老班" not in answer
    assert "目前没有开放的班期" in answer


def test_the_page_of_a_class_shows_evenings_venue_teacher_and_fee(
    instructor: User,
) -> None:
    cohort = make_cohort(fee_fen=12000, fee_note_zh="政府补贴后")
    assign(cohort, instructor, Duty.Kind.INSTRUCTOR)
    cohort.sessions.update(teacher=instructor, room="实训室 B")
    text = signed_in(None).get(page(cohort)).content.decode()
    for word in (
        "1. 第1晚",
        "实训室 B",
        "周护士长",
        "秀谷大道1号",
        "¥120",
        "政府补贴后",
    ):
        assert word in text
    assert reverse("enrollment:apply", args=[cohort.code]) in text


def test_only_those_who_teach_are_named_as_teachers(
    instructor: User, examiner: User, assistant: User
) -> None:
    cohort = make_cohort()
    assign(cohort, instructor, Duty.Kind.INSTRUCTOR)
    assign(cohort, assistant, Duty.Kind.HEAD_TEACHER)
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    cohort.sessions.update(teacher=examiner)
    shown = signed_in(None).get(page(cohort)).context["teachers"]
    assert shown == [instructor.display_name]


def test_a_class_without_fee_is_free(db: None) -> None:
    assert "免费" in signed_in(None).get(page(make_cohort())).content.decode()


def test_the_page_of_a_class_takes_as_many_queries_for_many_evenings(
    trainee: Person, django_assert_num_queries
) -> None:
    client = signed_in(trainee)
    counts = []
    for evenings in (2, 8):
        cohort = make_cohort(edition=make_edition(evenings=evenings))
        with django_assert_num_queries(12):
            client.get(page(cohort))
        counts.append(cohort.sessions.count())
    assert counts == [2, 8]


def test_who_has_applied_is_led_to_the_application(
    trainee: Person, classmate: Person
) -> None:
    cohort = make_cohort()
    detail = reverse("enrollment:detail", args=[make_enrollment(cohort, trainee).code])
    assert detail in signed_in(trainee).get(page(cohort)).content.decode()
    assert detail not in signed_in(classmate).get(page(cohort)).content.decode()


@pytest.mark.parametrize(
    ("extra", "word"),
    [
        ({"status": Cohort.Status.ANNOUNCED}, "即将开放报名"),
        ({"status": Cohort.Status.RUNNING}, "开课中"),
        (
            {"enrol_until": timezone.localdate() - timedelta(days=1)},
            "报名已截止",
        ),
    ],
)
def test_where_one_cannot_enrol_the_page_says_so(
    db: None, extra: dict, word: str
) -> None:
    cohort = make_cohort(**extra)
    text = signed_in(None).get(page(cohort)).content.decode()
    assert word in text
    assert reverse("enrollment:apply", args=[cohort.code]) not in text


@pytest.mark.parametrize("status", [Cohort.Status.DRAFT, Cohort.Status.CANCELLED])
def test_what_is_not_public_is_not_found(
    trainee: Person, registrar: User, instructor: User, status: str
) -> None:
    cohort = make_cohort(status=status)
    assert signed_in(trainee).get(page(cohort)).status_code == 404
    assert signed_in(instructor).get(page(cohort)).status_code == 404
    assign(cohort, instructor)
    assert signed_in(instructor).get(page(cohort)).status_code == 200
    assert signed_in(registrar).get(page(cohort)).status_code == 200


EDITIONS = reverse("courses:editions")
POINTS = [
    {"zh": "室温24–26℃", "en": "Room", "lessons": ["EC-M05-L2"]},
    {"zh": "水温40℃", "en": "Water"},
]


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition(signed_off=False, to_confirm=POINTS)


def sheet(edition: Edition) -> str:
    return reverse("courses:sign_off", args=[edition.course.code, edition.version])


def test_a_nurse_instructor_signs_off_on_the_phone(edition: Edition) -> None:
    nurse = make_nurse()
    client = signed_in(nurse.user)
    assert sheet(edition) in client.get(EDITIONS).content.decode()
    assert "室温24–26℃" in client.get(sheet(edition)).content.decode()
    answer = client.post(sheet(edition), {"points": ["0"]})
    assert "2项中还有1项没有确认" in answer.content.decode()
    assert 'value="0" id="id_points_0" checked' in " ".join(
        answer.content.decode().split()
    )
    client.post(sheet(edition), {"points": ["0", "1"]})
    edition.refresh_from_db()
    assert edition.signed_off_by == nurse
    assert "周护士长" in client.get(sheet(edition)).content.decode()


def test_each_point_leads_to_its_lesson(edition: Edition) -> None:
    shown = signed_in(make_nurse().user).get(sheet(edition)).text
    lesson = reverse("cms:lesson", args=["EC-M05-L2"])
    assert f'<a href="{lesson}" target="_blank">EC-M05-L2</a>' in shown
    assert shown.count(lesson) == 1


def test_the_registrar_reads_but_does_not_sign(
    edition: Edition, registrar: User
) -> None:
    client = signed_in(registrar)
    answer = client.get(sheet(edition))
    assert "水温40℃" in answer.content.decode()
    assert 'name="points"' not in answer.content.decode()
    client.post(sheet(edition), {"points": ["0", "1"]})
    edition.refresh_from_db()
    assert not edition.is_signed_off


def test_others_see_no_sign_off(
    edition: Edition, trainee: Person, instructor: User
) -> None:
    for user in (trainee, instructor):
        assert signed_in(user).get(EDITIONS).status_code == 403
        assert signed_in(user).get(sheet(edition)).status_code == 403
        assert signed_in(user).post(sheet(edition)).status_code == 403
    assert signed_in(None).get(EDITIONS).status_code == 302

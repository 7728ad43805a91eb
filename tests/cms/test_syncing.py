"""What a phone sends when the signal is back: each row once, in any order, answered for itself."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cms import reading
from cms.models import LessonPage
from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.learning import actions
from school.learning.models import PartRead, Progress, ReadingTime
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db
Row = dict[str, Any]
RIGHT = [[0], [1, 0]]


@pytest.fixture
def edition() -> Edition:
    return make_edition(online_minutes_max=60)


@pytest.fixture
def enrollment(edition: Edition, trainee: Person) -> Enrollment:
    return make_enrollment(
        make_cohort(edition=edition),
        trainee,
        applied_at=timezone.now() - timedelta(days=2),
    )


@pytest.fixture
def user(trainee: Person, enrollment: Enrollment) -> User:
    assert trainee.user
    return trainee.user


def millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def row(kind: str, page: LessonPage, *, ago: int = 60, **more: Any) -> Row:
    at = timezone.now() - timedelta(seconds=ago)
    given = {"kind": kind, "lesson": page.lesson.code, "at": millis(at)}
    return {"uuid": str(uuid4()), **given, **more}


def time_read(page: LessonPage, *, seconds: int, ago: int = 600) -> Row:
    begun = millis(timezone.now() - timedelta(seconds=ago + seconds))
    return row("time", page, ago=ago, begun=begun, seconds=seconds)


def post(client: Client, user: User, *rows: Any, **more: Any) -> Any:
    body = {"owner": reading.owner(user), "device": "one", "rows": rows, **more}
    body.setdefault("sent_at", millis(timezone.now()))
    return client.post(
        "/lesson/sync/", json.dumps(body), content_type="application/json"
    )


def sent(user: User, *rows: Any) -> list[tuple[str, str]]:
    answer = post(signed_in(user), user, *rows)
    assert answer.status_code == 200
    by = {one["uuid"]: one for one in answer.json()["results"]}
    return [(by[one["uuid"]]["status"], by[one["uuid"]]["code"]) for one in rows]


def test_everything_arrives_once_however_often_it_is_sent(
    page: LessonPage, trainee: Person, user: User
) -> None:
    rows = [
        # Whatever the order in which they lie in the phone.
        row("done", page, ago=10),
        row("checks", page, chosen=RIGHT, ago=30),
        row("parts", page, parts=page.parts[:2], ago=200),
        row("parts", page, parts=page.parts[1:3], ago=100),
        time_read(page, seconds=120),
    ]
    assert sent(user, *rows) == [("kept", "")] * 5
    progress = Progress.objects.get(person=trainee)
    assert sent(user, *rows) == [("kept", "")] * 5
    assert Progress.objects.get(person=trainee).completed_at == progress.completed_at
    assert (progress.parts_read, progress.parts_total) == (3, len(page.parts))
    assert (progress.checks_right, progress.checks_total) == (2, 2)
    assert PartRead.objects.count() == 3
    assert ReadingTime.objects.get().seconds == 120
    now = timezone.now()
    assert progress.completed_at
    assert now - timedelta(minutes=1) < progress.completed_at < now


def test_each_row_is_refused_by_itself_with_its_reason(
    page: LessonPage, user: User
) -> None:
    elsewhere = {**row("parts", page, parts=["a"]), "lesson": "XX-M01-L1"}
    few = row("checks", page, chosen=[[0]])
    early = row("done", page)
    wrong = {"uuid": "12", "kind": "party"}
    good = row("parts", page, parts=page.parts[:1])
    assert sent(user, elsewhere, few, early, wrong, good) == [
        ("refused", "not_in_course"),
        ("refused", "checks_changed"),
        ("refused", "checks_first"),
        ("refused", "unreadable_batch"),
        ("kept", ""),
    ]


def test_a_phone_with_the_wrong_day_is_put_right(
    page: LessonPage, trainee: Person, user: User
) -> None:
    long_ago = {
        **row("time", page),
        "begun": 60_000,
        "at": 120_000,
        "seconds": 60,
    }
    answer = post(signed_in(user), user, long_ago, sent_at=180_000)
    assert answer.json()["results"][0]["status"] == "kept"
    line = ReadingTime.objects.get()
    assert line.seconds == 60
    assert timezone.now() - line.ended_at < timedelta(minutes=2)


def test_another_persons_rows_wait_for_her(
    page: LessonPage, user: User, classmate: Person
) -> None:
    rows = [row("parts", page, parts=page.parts[:1])]
    assert post(signed_in(classmate), user, *rows).status_code == 409
    assert not PartRead.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b'{"sent_at": 1, "rows": []}',
        b'{"owner": "a", "sent_at": 1e99, "rows": []}',
        b'{"owner": "\\u0000", "sent_at": 1, "rows": []}',
        b'"' + b"x" * (300 * 1024) + b'"',
    ],
)
def test_what_is_no_batch_is_refused(user: User, body: bytes) -> None:
    answer = signed_in(user).post(
        "/lesson/sync/", body, content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "unreadable_batch"


def test_nothing_typed_by_hand_breaks_it(page: LessonPage, user: User) -> None:
    odd: list[Any] = [
        row("parts", page, parts=None),
        row("parts", page, parts=["\0"]),
        row("checks", page, chosen=["a"]),
        row("time", page, begun="x", seconds=1),
        {**row("done", page), "at": -(10**30)},
        7,
        None,
    ]
    answer = post(signed_in(user), user, *odd)
    assert answer.status_code == 200
    assert {one["code"] for one in answer.json()["results"]} == {"unreadable_batch"}


def test_only_who_is_signed_in_sends(page: LessonPage, user: User) -> None:
    assert post(Client(), user).status_code == 302
    assert signed_in(user).get("/lesson/sync/").status_code == 405
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = signed_in(user).cookies
    assert post(forged, user).status_code == 403


def test_many_rows_of_one_lesson_cost_no_more_queries_than_they_must(
    page: LessonPage, user: User, django_assert_max_num_queries: Any
) -> None:
    rows = [time_read(page, seconds=30, ago=60 * n) for n in range(1, 60)]
    client = signed_in(user)
    with django_assert_max_num_queries(30):
        post(client, user, *rows)
    assert ReadingTime.objects.count() == 59


def test_lessons_read_in_any_order_all_count(page: LessonPage, user: User) -> None:
    """One may read the second lesson before the first; both are sent together."""
    other = LessonPage.objects.exclude(pk=page.pk).get()
    assert page.lesson.code < other.lesson.code
    rows = [
        time_read(other, seconds=120, ago=900),
        time_read(page, seconds=120, ago=600),
    ]
    assert sent(user, *rows) == [("kept", "")] * 2
    assert sum(ReadingTime.objects.values_list("seconds", flat=True)) == 240


def test_time_is_refused_where_the_class_stops_counting_while_it_is_taken(
    page: LessonPage,
    enrollment: Enrollment,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = actions.record_reading_time

    def late(*args: Any, **given: Any) -> actions.TimeTaken:
        Enrollment.objects.filter(pk=enrollment.pk).update(status="withdrawn")
        return record(*args, **given)

    monkeypatch.setattr(actions, "record_reading_time", late)
    rows = [row("parts", page, parts=page.parts[:1]), time_read(page, seconds=60)]
    assert sent(user, *rows) == [("kept", ""), ("refused", "time_not_counted")]
    assert not ReadingTime.objects.exists()


def test_what_a_phone_noted_with_a_clock_gone_astray_was_done_by_now(
    page: LessonPage, trainee: Person, enrollment: Enrollment, user: User
) -> None:
    """It began again in 1970, noted, and was put right before it could send."""
    checks = {**row("checks", page, chosen=RIGHT), "at": 60_000}
    done = {**row("done", page), "at": 120_000}
    assert sent(user, checks, done) == [("kept", "")] * 2
    progress = Progress.objects.get(person=trainee)
    assert progress.completed_at
    assert progress.completed_at > enrollment.applied_at

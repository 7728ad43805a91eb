"""A class is asked once how content it was; that she answered is kept apart from what she said."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from school.courses import actions as courses
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback.models import (
    ClassSurvey,
    SurveyAnswer,
    SurveyCall,
    SurveyLink,
)
from school.feedback.surveys import actions, refusals, rules, tasks
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import Refusal
from school.notices import doors
from school.notices.models import Notice
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.surveys import EVEN, make_answer

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-03-25T21:30+08:00")
TAPPED = {**{name: str(mark) for name, mark in EVEN.items()}, "send": "1"}


@pytest.fixture
def cohort() -> Cohort:
    """Six who stayed to the end, one who left."""
    found = make_cohort(sessions=False, status=Cohort.Status.ASSESSING)
    for number in range(6):
        status = "not_completed" if number == 5 else "completed"
        make_enrollment(found, make_trainee(f"学员{number}"), status=status)
    make_enrollment(found, make_trainee("走了"), status="withdrawn")
    return found


def ask(cohort: Cohort, at: datetime = AT) -> list[SurveyCall]:
    survey = actions.open_survey(cohort, at=at)
    assert survey
    return list(survey.calls.order_by("pk"))


def key_of(call: SurveyCall) -> str:
    told = Notice.objects.filter(
        person=call.enrollment.person, kind="survey_open"
    ).latest("pk")
    return doors.key_of(told)


def test_closing_the_class_asks_who_stayed_to_the_end_once(cohort: Cohort) -> None:
    courses.complete(cohort, by=SYSTEM)
    assert SurveyCall.objects.count() == 6
    assert Notice.objects.filter(kind="survey_open").count() == 6
    assert Entry.objects.filter(verb="feedback.open_survey").count() == 1
    actions.open_survey(cohort)
    assert SurveyCall.objects.count() == 6
    assert Notice.objects.filter(kind="survey_open").count() == 6


def test_fewer_than_five_are_not_asked() -> None:
    small = make_cohort(sessions=False)
    for number in range(4):
        make_enrollment(small, make_trainee(f"学员{number}"), status="completed")
    assert actions.open_survey(small) is None
    assert not ClassSurvey.objects.exists()


def test_who_has_not_answered_is_told_again_and_nobody_else(cohort: Cohort) -> None:
    first, *_others = ask(cohort)
    actions.answer(first, marks=EVEN, at=AT)
    assert actions.tell(actions.due_and_untold(at=AT), at=AT) == 0
    for days, told in ((4, 0), (5, 5), (6, 0), (13, 0), (14, 5), (20, 0)):
        later = AT + timedelta(days=days)
        due = actions.due_and_untold(at=later)
        assert actions.tell(due, at=later) == told, days
    assert tasks.remind_of_surveys() == 0


def test_a_link_answers_without_signing_in_and_once(cohort: Cohort) -> None:
    call = ask(cohort, timezone.now())[0]
    page = reverse("feedback:survey_by_link", args=[key_of(call)])
    client = signed_in(None)
    assert "学员0" not in client.get(page).text
    assert client.post(page, TAPPED).status_code == 302
    assert SurveyAnswer.objects.count() == 1
    again = client.post(page, {**TAPPED, "lessons": "1"})
    assert "您的回答已收到" in again.text
    assert SurveyAnswer.objects.get().lessons == 4


def test_one_question_a_screen_and_back_again(cohort: Cohort) -> None:
    call = ask(cohort, timezone.now())[0]
    client = signed_in(call.enrollment.person.user)
    page = reverse("feedback:survey", args=[call.code])
    first = client.get(page).text
    assert "课讲得清楚" in first
    assert "谁说了什么" in first
    second = client.post(page, {"lessons": "5"}).text
    assert "老师教得怎么样" in second
    assert 'name="lessons" value="5"' in second
    assert "课讲得清楚" in client.post(page, {"lessons": "5", "back": "1"}).text
    last = client.post(page, dict.fromkeys(rules.QUESTIONS, "5")).text
    assert "匿名提交" in last
    assert not SurveyAnswer.objects.exists()
    client.post(page, {**TAPPED, "words": " 多练一晚 "})
    assert SurveyAnswer.objects.get().words == "多练一晚"


def test_nobody_answers_for_another(cohort: Cohort) -> None:
    mine, other = ask(cohort, timezone.now())[:2]
    page = reverse("feedback:survey", args=[other.code])
    assert signed_in(mine.enrollment.person.user).get(page).status_code == 404


@pytest.mark.parametrize("mark", ["0", "6", "甲", "", "5 "])
def test_a_mark_is_one_of_the_five(cohort: Cohort, mark: str) -> None:
    call = ask(cohort, timezone.now())[0]
    page = reverse("feedback:survey_by_link", args=[key_of(call)])
    answer = signed_in(None).post(page, {**TAPPED, "practice": mark})
    assert answer.status_code == 200
    assert not SurveyAnswer.objects.exists()


@pytest.mark.parametrize(
    ("given", "at", "refusal"),
    [
        ({"marks": {**EVEN, "times": 6}}, AT, refusals.MarkMissing),
        ({"marks": {"lessons": 5}}, AT, refusals.MarkMissing),
        ({"marks": EVEN}, AT + timedelta(days=22), refusals.SurveyOver),
    ],
)
def test_what_is_refused_leaves_nothing(
    cohort: Cohort, given: dict[str, Any], at: datetime, refusal: type[Refusal]
) -> None:
    call = ask(cohort)[0]
    with pytest.raises(refusal):
        actions.answer(call, at=at, **given)
    assert not SurveyAnswer.objects.exists()
    assert not SurveyCall.objects.filter(is_answered=True).exists()


def test_answered_twice_at_once_the_second_is_refused(cohort: Cohort) -> None:
    call = ask(cohort)[0]
    stale = SurveyCall.objects.get(pk=call.pk)
    actions.answer(call, marks=EVEN, at=AT)
    with pytest.raises(refusals.SurveyAnswered):
        actions.answer(stale, marks=EVEN, at=AT)
    assert SurveyAnswer.objects.count() == 1


def test_an_answer_is_joined_with_nobody(cohort: Cohort) -> None:
    """No relation, no time, no order, no line in the journal."""
    calls = ask(cohort)
    before = Entry.objects.count()
    for mark, call in enumerate(calls[:5], start=1):
        actions.answer(call, marks={**EVEN, "lessons": mark}, at=AT)
    assert Entry.objects.count() == before
    fields = SurveyAnswer._meta.get_fields()
    assert not any(field.is_relation for field in fields)
    kinds = {field.get_internal_type() for field in fields}
    assert "DateTimeField" not in kinds
    assert set(SurveyAnswer.objects.values_list("month", flat=True)) == {
        AT.date().replace(day=1)
    }
    called = {field.get_internal_type() for field in SurveyCall._meta.get_fields()}
    assert "DateTimeField" not in called
    assert {field.name for field in SurveyLink._meta.get_fields()} == {
        "id",
        "call",
        "digest",
    }


def test_rows_lie_in_no_order_of_coming(cohort: Cohort) -> None:
    """As the engine itself keeps them: on SQLite the key is the row's place."""
    keys = [make_answer(cohort).pk for _turn in range(12)]
    assert keys != sorted(keys)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid, id FROM feedback_surveyanswer")
            assert all(rowid == key for rowid, key in cursor.fetchall())


@pytest.mark.parametrize("change", ["UPDATE {} SET lessons = 1", "DELETE FROM {}"])
def test_an_answer_is_never_changed(cohort: Cohort, change: str) -> None:
    make_answer(cohort)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format("feedback_surveyanswer"))


def test_an_unknown_key_is_told_so() -> None:
    page = reverse("feedback:survey_by_link", args=["nothing"])
    assert signed_in(None).get(page).status_code == 404


def test_a_class_behind_one_address_is_not_locked_out(cohort: Cohort) -> None:
    """Six of them, each looking as often as twelve answers would."""
    for call in ask(cohort, timezone.now()):
        page = reverse("feedback:survey_by_link", args=[key_of(call)])
        client = signed_in(None)
        for _look in range(12):
            assert client.get(page).status_code == 200
        assert client.post(page, TAPPED).status_code == 302
    assert SurveyAnswer.objects.count() == 6


def test_trying_keys_is_stopped_and_a_known_one_still_opens(cohort: Cohort) -> None:
    call = ask(cohort, timezone.now())[0]
    client, page = signed_in(None), reverse("feedback:survey_by_link", args=["a" * 26])
    said = {client.get(page).status_code for _try in range(60)}
    assert said == {404}
    assert client.get(page).status_code == 429
    known = reverse("feedback:survey_by_link", args=[key_of(call)])
    assert client.get(known).status_code == 200


def test_one_key_is_not_looked_at_without_end(cohort: Cohort) -> None:
    first, second = ask(cohort, timezone.now())[:2]
    client = signed_in(None)
    page = reverse("feedback:survey_by_link", args=[key_of(first)])
    for _look in range(60):
        client.get(page)
    assert client.get(page).status_code == 429
    other = reverse("feedback:survey_by_link", args=[key_of(second)])
    assert client.get(other).status_code == 200


def test_who_left_is_no_trainee_to_ask(cohort: Cohort) -> None:
    ask(cohort)
    left = Enrollment.objects.get(person__name="走了")
    assert not SurveyCall.objects.filter(enrollment=left).exists()

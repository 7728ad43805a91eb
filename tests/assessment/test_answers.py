"""Answers as they come: sent twice, out of order, late, and from two devices."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from school.assessment import actions, refusals
from school.assessment.actions.answers import Given, Taken
from school.assessment.actions.late import waiting_of
from school.assessment.models import Answer, AnswerEvent, Attempt, LateDecision, Result
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.costs import asked
from tests.factories.assessment import (
    credit_all,
    make_assessing_cohort,
    sit_exam,
    take_practical,
)
from tests.factories.enrollment import make_enrollment

NOW = timezone.now().replace(microsecond=0)
MINUTE = timedelta(minutes=1)

Send = Callable[..., Taken]


@pytest.fixture
def attempt(db: None, trainee) -> Attempt:
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    return actions.start_exam(enrollment, by=trainee.user, at=NOW)


@pytest.fixture
def send(attempt: Attempt, trainee) -> Send:
    """One answer to the first question, by the bank's key, given so many minutes in."""

    def send(key: str, given: float, *, at: datetime | None = None, **more) -> Taken:
        paper = attempt.papers.get(number=1)
        letter = "ABCD"[paper.option_order.index(key)]
        name = more.pop("name", None) or uuid.uuid4()
        one = Given(name, 1, [letter], NOW + given * MINUTE)
        when = at or NOW + given * MINUTE
        [taken] = actions.save_answers(attempt, [one], by=trainee.user, at=when, **more)
        return taken

    return send


def refusal_of(taken: Taken) -> str | None:
    return taken.refusal.code if taken.refusal else None


def test_an_answer_sent_twice_is_kept_once(send: Send) -> None:
    name = uuid.uuid4()
    first = send("B", 1, name=name)
    # The same name with other words changes nothing either.
    assert send("C", 2, name=name) == first
    assert AnswerEvent.objects.get().chosen == Answer.objects.get().chosen == ["B"]


def test_the_answer_given_last_counts_in_whatever_order_they_come(send: Send) -> None:
    send("C", 3, at=NOW + 4 * MINUTE)
    send("B", 2, at=NOW + 5 * MINUTE)
    assert Answer.objects.get().chosen == ["C"]
    chosen = AnswerEvent.objects.values_list("chosen", flat=True)
    assert list(chosen) == [["B"], ["C"]]


@pytest.mark.parametrize(("said", "kept"), [(-30, 0), (40, 5), (3, 3)])
def test_a_phone_s_wrong_clock_is_held_within_the_sitting(
    send: Send, said: int, kept: int
) -> None:
    send("B", said, at=NOW + 5 * MINUTE)
    assert AnswerEvent.objects.get().given_at == NOW + kept * MINUTE


def test_a_batch_is_answered_one_by_one(attempt: Attempt, trainee) -> None:
    names = [uuid.uuid4() for _one in range(3)]
    numbers = (1, 99, 2)
    batch = [
        Given(name, number, ["A"], NOW)
        for name, number in zip(names, numbers, strict=True)
    ]
    taken = actions.save_answers(attempt, batch, by=trainee.user, at=NOW)
    assert [one.uuid for one in taken] == names
    assert [refusal_of(one) for one in taken] == [None, "no_such_answer", None]
    assert Answer.objects.count() == 2


def test_an_answer_that_comes_after_the_end_is_kept_and_does_not_count(
    send: Send, attempt: Attempt
) -> None:
    taken = send("B", 59, at=NOW + 90 * MINUTE)
    assert taken.is_late
    assert AnswerEvent.objects.get().is_late
    assert not Answer.objects.exists()
    assert refusal_of(send("B", 61, at=NOW + 90 * MINUTE)) == "time_is_up"
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 91 * MINUTE)
    assert send("B", 58, at=NOW + 92 * MINUTE).is_late
    assert refusal_of(send("B", 61, at=NOW + 92 * MINUTE)) == "time_is_up"
    assert AnswerEvent.objects.count() == 2


def test_after_handing_in_only_what_was_given_before_is_kept(
    send: Send, attempt: Attempt
) -> None:
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 30 * MINUTE)
    assert send("B", 29, at=NOW + 31 * MINUTE).is_late
    assert refusal_of(send("B", 31, at=NOW + 32 * MINUTE)) == "handed_in_already"


def test_late_answers_count_by_decision_of_the_registrar(
    send: Send, attempt: Attempt, trainee, registrar
) -> None:
    send("C", 5)
    send("B", 58, at=NOW + 90 * MINUTE)
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 91 * MINUTE)
    with pytest.raises(NotPermitted):
        actions.count_late_answers(attempt, by=trainee.user, reason="断网")
    marked = actions.count_late_answers(
        attempt, by=registrar, reason="断网", at=NOW + 95 * MINUTE
    )
    assert (marked.points, Answer.objects.get().chosen) == (25, ["B"])
    counted = LateDecision.objects.get()
    assert (counted.points_before, counted.points_after) == (0, 25)
    assert Entry.objects.get(verb="assessment.count_late").reason == "断网"
    with pytest.raises(refusals.NothingLate):
        actions.count_late_answers(
            attempt, by=registrar, reason="再来", at=NOW + 96 * MINUTE
        )


def test_late_answers_that_do_not_count_are_kept_and_she_is_told_why(
    send: Send, attempt: Attempt, trainee, registrar
) -> None:
    send("B", 58, at=NOW + 90 * MINUTE)
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 91 * MINUTE)
    with pytest.raises(NotPermitted):
        actions.decline_late_answers(attempt, by=trainee.user, reason="钟慢")
    declined = actions.decline_late_answers(attempt, by=registrar, reason="钟慢")
    assert (declined.points, waiting_of(attempt)) == (0, [])
    assert AnswerEvent.objects.get().is_late
    assert not Answer.objects.exists()
    assert not LateDecision.objects.get().counts
    assert Entry.objects.get(verb="assessment.decline_late").reason == "钟慢"
    assert Notice.objects.get(kind="late_declined").context["reason"] == "钟慢"
    with pytest.raises(refusals.NothingLate):
        actions.decline_late_answers(attempt, by=registrar, reason="再来")


def test_an_answer_taken_after_a_decision_waits_whatever_the_clock_said(
    send: Send, attempt: Attempt, registrar
) -> None:
    """It came before the decision, and had to wait until that was made."""
    send("B", 57, at=NOW + 90 * MINUTE)
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 91 * MINUTE)
    actions.decline_late_answers(
        attempt, by=registrar, reason="钟慢", at=NOW + 95 * MINUTE
    )
    send("B", 58, at=NOW + 94 * MINUTE)
    assert len(waiting_of(attempt)) == 1
    counted = actions.count_late_answers(
        attempt, by=registrar, reason="断网", at=NOW + 93 * MINUTE
    )
    assert (counted.points, waiting_of(attempt)) == (25, [])


def test_the_decisions_on_late_answers_are_not_rewritten(
    send: Send, attempt: Attempt, registrar
) -> None:
    send("B", 58, at=NOW + 90 * MINUTE)
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 91 * MINUTE)
    actions.decline_late_answers(attempt, by=registrar, reason="钟慢")
    decisions = LateDecision.objects.all()
    for change in (lambda: decisions.update(counts=True), decisions.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_result_that_is_out_follows_late_answers_and_she_is_told(registrar) -> None:
    enrollment = make_enrollment(make_assessing_cohort())
    credit_all(enrollment)
    take_practical(enrollment)
    attempt = sit_exam(enrollment, right=2)
    actions.release(enrollment.cohort, by=SYSTEM)
    assert not Result.objects.get().has_passed
    for number in (3, 4):
        late = {"number": number, "chosen": ["B"], "given_at": attempt.submitted_at}
        with pytest.raises(refusals.CameTooLate):
            actions.save_answer(attempt, by=SYSTEM, **late)
    actions.count_late_answers(attempt, by=registrar, reason="断网")
    assert Result.objects.current().get().has_passed
    assert Notice.objects.get(kind="late_counted").person == enrollment.person


def test_nobody_loses_a_point_by_a_late_answer(
    send: Send, attempt: Attempt, registrar
) -> None:
    send("B", 5)
    actions.submit_exam(attempt, by=SYSTEM, at=NOW + 30 * MINUTE)
    send("C", 20, at=NOW + 31 * MINUTE)
    marked = actions.count_late_answers(
        attempt, by=registrar, reason="断网", at=NOW + 95 * MINUTE
    )
    assert (marked.points, Answer.objects.get().chosen) == (25, ["B"])


def test_a_sitting_in_progress_has_nothing_late_to_decide_on(
    attempt: Attempt, registrar
) -> None:
    with pytest.raises(refusals.NothingLate):
        actions.count_late_answers(
            attempt, by=registrar, reason="断网", at=NOW + 95 * MINUTE
        )


def test_the_log_of_answers_is_not_rewritten(send: Send) -> None:
    send("B", 1)
    for change in (
        lambda: AnswerEvent.objects.update(chosen=["C"]),
        lambda: AnswerEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert AnswerEvent.objects.get().chosen == ["B"]


def test_who_writes_an_answer_down_for_another_is_named(
    attempt: Attempt, trainee, classmate
) -> None:
    actions.save_answer(attempt, number=1, chosen=["B"], by=trainee.user)
    assert AnswerEvent.objects.get().recorded_by is None
    with pytest.raises(NotPermitted):
        actions.save_answer(attempt, number=1, chosen=["B"], by=classmate.user)


def test_saving_costs_few_questions_to_the_database(attempt: Attempt, trainee) -> None:
    def cost(answers: int) -> int:
        batch = [
            Given(uuid.uuid4(), number, ["A"], NOW) for number in range(1, answers + 1)
        ]
        with asked() as queries:
            actions.save_answers(attempt, batch, by=trainee.user, at=NOW)
        return len(queries)

    assert cost(1) == cost(4) <= 5


def test_going_on_at_another_device_is_journalled_and_the_older_one_told(
    send: Send, attempt: Attempt, trainee, classmate
) -> None:
    go_on = {"by": trainee.user, "at": NOW + 10 * MINUTE}
    actions.continue_exam(attempt, device="old", by=trainee.user, at=NOW)
    for _time in range(2):
        actions.continue_exam(attempt, device="new", **go_on)
    assert Entry.objects.filter(verb="assessment.continue_exam").count() == 2
    before, after = NOW + 11 * MINUTE, NOW + 12 * MINUTE
    assert refusal_of(send("B", 9, at=before, device="old")) is None
    assert refusal_of(send("C", 11, at=after, device="old")) == "continued_elsewhere"
    assert refusal_of(send("D", 11, at=after, device="new")) is None
    assert Answer.objects.get().chosen == ["D"]
    with pytest.raises(NotPermitted):
        actions.continue_exam(attempt, device="third", by=classmate.user)
    actions.submit_exam(attempt, by=SYSTEM)
    with pytest.raises(refusals.HandedInAlready):
        actions.continue_exam(attempt, device="third", by=trainee.user)

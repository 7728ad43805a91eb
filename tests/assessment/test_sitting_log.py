"""A sitting laid open at the desk: its paper, every answer, and what came too late."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.actions.answers import Given
from school.assessment.models import Attempt
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort
from tests.factories.enrollment import make_enrollment

BEGUN = timezone.now() - timedelta(hours=3)


@pytest.fixture
def attempt(db, trainee) -> Attempt:
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    return actions.start_exam(enrollment, by=SYSTEM, at=BEGUN, seed=20261122)


def answer(attempt: Attempt, number: int, key: str, *, came: timedelta) -> None:
    moment = BEGUN + min(came, timedelta(minutes=50))
    paper = attempt.papers.get(number=number)
    letter = "ABCD"[paper.option_order.index(key)]
    actions.save_answers(
        attempt,
        [Given(uuid4(), number, [letter], moment)],
        by=SYSTEM,
        device="0123456789abcdef",
        at=BEGUN + came,
    )


def page(name: str, attempt: Attempt) -> str:
    return reverse(f"assessment_desk:{name}", args=[attempt.code])


def test_the_desk_sees_the_draw_the_paper_and_every_answer(attempt, auditor) -> None:
    answer(attempt, 1, "C", came=timedelta(minutes=1))
    answer(attempt, 1, "B", came=timedelta(minutes=2))
    actions.submit_exam(attempt, by=SYSTEM, at=BEGUN + timedelta(minutes=30))
    html = signed_in(auditor).get(page("sitting", attempt)).content.decode()
    assert "20261122" in html
    assert html.count("0123456789abcdef") == 2
    for paper in attempt.papers.select_related("question"):
        assert paper.question.code in html
        pairs = zip("ABCD", paper.option_order, strict=False)
        assert " ".join(f"{letter}={key}" for letter, key in pairs) in html
    first = attempt.papers.get(number=1)
    letter = "ABCD"[first.option_order.index("B")]
    assert f"<td>{letter}=B<br>" in html
    assert page("count_late", attempt) not in html


def test_the_log_is_a_document_too(attempt, auditor) -> None:
    answer(attempt, 1, "C", came=timedelta(minutes=1))
    shown = signed_in(auditor).get(page("sitting_pdf", attempt))
    assert shown["Content-Type"] == "application/pdf"
    assert shown.content.startswith(b"%PDF")


def test_late_answers_are_counted_at_the_desk_with_a_reason(
    attempt, registrar, auditor
) -> None:
    answer(attempt, 1, "B", came=timedelta(minutes=80))
    actions.submit_exam(attempt, by=SYSTEM, at=BEGUN + timedelta(minutes=90))
    desk = signed_in(registrar)
    assert page("count_late", attempt) in desk.get(page("sitting", attempt)).text
    assert signed_in(auditor).get(page("count_late", attempt)).status_code != 200
    desk.post(page("count_late", attempt), {"reason": ""})
    attempt.refresh_from_db()
    assert attempt.points == 0
    counted = desk.post(page("count_late", attempt), {"reason": "断网"}, follow=True)
    attempt.refresh_from_db()
    assert attempt.points == 25
    assert "断网" in counted.content.decode()


def test_late_answers_are_declined_at_the_desk_with_a_reason(
    attempt, registrar
) -> None:
    answer(attempt, 1, "B", came=timedelta(minutes=80))
    actions.submit_exam(attempt, by=SYSTEM, at=BEGUN + timedelta(minutes=90))
    desk = signed_in(registrar)
    assert page("decline_late", attempt) in desk.get(page("sitting", attempt)).text
    told = desk.post(page("decline_late", attempt), {"reason": "钟慢"}, follow=True)
    assert "迟到的作答不计入" in told.text
    assert "钟慢" in told.text
    assert page("count_late", attempt) not in told.text
    attempt.refresh_from_db()
    assert attempt.points == 0


def test_the_page_costs_the_same_however_many_answers_came(attempt, auditor) -> None:
    desk = signed_in(auditor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page("sitting", attempt)).status_code == 200
        return len(queries)

    answer(attempt, 1, "B", came=timedelta(minutes=1))
    desk.get(page("sitting", attempt))
    few = cost()
    for minute in range(2, 12):
        answer(attempt, minute % 4 + 1, "B", came=timedelta(minutes=minute))
    assert cost() == few <= 25

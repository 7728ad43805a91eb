"""What happens twice at once, on the database in use."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from school.assessment import actions
from school.assessment.actions.answers import Given
from school.assessment.models import (
    Answer,
    AnswerEvent,
    Attempt,
    ItemMark,
    Marking,
    Practical,
    Result,
)
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from tests.factories.assessment import (
    fill_sheet,
    make_assessing_cohort,
    make_candidate,
    markings_of,
)
from tests.factories.enrollment import make_enrollment
from tests.factories.marks import given, send

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """Run the verbs in threads that set off together; a refusal is its answer."""
    barrier = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return verb()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def test_a_mark_sent_twice_at_once_is_kept_once() -> None:
    cohort = make_assessing_cohort()
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    sheet = markings_of(practical)[0]
    item = sheet.practical_station.station.items.first()
    name = uuid.uuid4()

    def send() -> ItemMark:
        return actions.mark_item(sheet, item=item, points=7, uuid=name, by=SYSTEM)

    kept = at_once(*[send] * 6)
    assert len({mark.pk for mark in kept}) == 1
    assert ItemMark.objects.count() == 1


def test_starting_the_exam_on_two_phones_draws_one_paper() -> None:
    enrollment = make_enrollment(make_assessing_cohort())
    attempts = at_once(*[lambda: actions.start_exam(enrollment, by=SYSTEM)] * 4)
    assert len({attempt.pk for attempt in attempts}) == 1
    assert Attempt.objects.get().papers.count() == 4


def test_answering_and_handing_in_at_once_agree_on_what_counts() -> None:
    """Each answer either counts in the mark, or is known to have come too late."""
    enrollment = make_enrollment(make_assessing_cohort())
    attempt = actions.start_exam(enrollment, by=SYSTEM)

    def answer(number: int) -> Answer:
        return actions.save_answer(attempt, number=number, chosen=["B"], by=SYSTEM)

    saves = [partial(answer, number) for number in (1, 2, 3, 4)]
    at_once(*saves, lambda: actions.submit_exam(attempt, by=SYSTEM), *saves)
    attempt.refresh_from_db()
    kept = AnswerEvent.objects.filter(is_late=False)
    assert Answer.objects.count() == kept.values("paper").distinct().count()
    assert attempt.points == 25 * Answer.objects.count()


def test_one_answer_sent_many_times_at_once_is_kept_once() -> None:
    enrollment = make_enrollment(make_assessing_cohort())
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    name = uuid.uuid4()
    given = [Given(name, 1, ["A"], attempt.started_at)]
    taken = at_once(*[lambda: actions.save_answers(attempt, given, by=SYSTEM)] * 5)
    assert [one.refusal for [one] in taken] == [None] * 5
    assert AnswerEvent.objects.count() == Answer.objects.count() == 1


def test_the_last_two_sheets_handed_in_at_once_settle_the_practical() -> None:
    cohort = make_assessing_cohort()
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    *first, one, other = markings_of(practical)
    for marking in first:
        fill_sheet(marking)
    at_once(lambda: fill_sheet(one), lambda: fill_sheet(other))
    assert not Marking.objects.filter(status=Marking.Status.OPEN).exists()
    assert Practical.objects.get().status == Practical.Status.MARKED


def test_releasing_twice_at_once_decides_once() -> None:
    cohort = make_assessing_cohort()
    make_candidate(cohort)
    answers = at_once(*[lambda: actions.release(cohort, by=SYSTEM)] * 3)
    assert sum(isinstance(answer, Refusal) for answer in answers) == 2
    assert Result.objects.count() == 1


def test_ten_phones_that_send_at_once_lose_and_double_nothing() -> None:
    """Two phones a sheet, and each sends twice, as after an answer that was lost."""
    cohort = make_assessing_cohort()
    practicals = [
        actions.open_practical(make_enrollment(cohort), by=SYSTEM) for _ in range(2)
    ]
    sheets = [sheet for one in practicals for sheet in markings_of(one)][:5]
    batches = {
        phone: [
            given(sheet, item.code, points=points, device=f"phone-{phone}")
            for item in sheet.practical_station.station.items.all()
            for points in (1, 2)
        ]
        for phone, sheet in enumerate(sheets * 2)
    }

    def sending(phone: int) -> Callable[[], list[str]]:
        return lambda: send(sheets[phone % 5], *batches[phone])

    fates = at_once(*[sending(phone) for phone in batches for _time in range(2)])
    lines = [line for batch in batches.values() for line in batch]
    assert sum(of.count("kept") for of in fates) == len(lines) == 40
    assert sum(of.count("known") for of in fates) == 40
    assert set(ItemMark.objects.values_list("uuid", flat=True)) == {
        line.uuid for line in lines
    }
    # Each phone's own marks lie in the order in which it gave them.
    for batch in batches.values():
        kept = ItemMark.objects.filter(device=batch[0].device).order_by("pk")
        assert [mark.uuid for mark in kept] == [line.uuid for line in batch]

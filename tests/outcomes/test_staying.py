"""Who is still with the employer of the first question, and of whom that is not known."""

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.outcomes.facts import rows_of
from school.outcomes.rules import Answer, Row
from school.outcomes.rules.rows import employer_key, stayed
from school.wages import actions
from school.wages.models import FollowUp
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.wages import consent_to_wages, make_follow_up


def stay(first: str, then: str, *, employed: bool = True) -> bool | None:
    answers = {
        3: Answer(True, True, employer=first),
        6: Answer(True, employed, employer=then),
    }
    return stayed(Row(answers=answers), 6)


def test_who_stays_is_known_only_of_whom_both_answers_name_an_employer() -> None:
    assert stay("美家", "美家") is True
    assert stay("美家", "洁家") is False
    assert stay("美家", "", employed=False) is False
    assert stay("美家", "") is None
    assert stay("", "美家") is None


def as_told(words: str) -> Answer:
    """A name, `=` for where she worked before, `o` another, `own`; `out` of work; empty: not told."""
    name = "" if words in ("", "=", "o", "own", "out") else words.rstrip("=o")
    return Answer(
        True,
        words != "out",
        employer=name,
        is_as_before=words.endswith("=") if words and words != "out" else None,
        is_own=words == "own",
    )


@pytest.mark.parametrize(
    ("first", "then", "known"),
    [
        ("=", "=", True),
        ("=", "o", False),
        ("=", "own", False),
        ("=", "out", False),
        ("=", "", None),
        # Two that have no name may be one or two.
        ("o", "o", None),
        ("o", "=", None),
        ("own", "own", None),
        ("own", "=", None),
        # Names, where both are told, say more.
        ("美家=", "美家o", True),
        ("美家=", "洁家=", False),
        ("美家=", "=", True),
        ("美家o", "=", None),
        ("美家o", "own", False),
        ("", "=", None),
    ],
)
def test_the_employer_from_before_the_course_is_one_without_a_name(
    first: str, then: str, known: bool | None
) -> None:
    answers = {3: as_told(first), 6: as_told(then)}
    assert stayed(Row(answers=answers), 6) is known


def test_an_employer_is_one_however_its_name_is_typed() -> None:
    assert employer_key("ＭＪ 家政") == employer_key(" mj家政 ")
    assert employer_key("美家") != employer_key("美佳")


@pytest.mark.django_db
def test_an_answer_without_a_name_says_where_the_work_is() -> None:
    """By the same steps as on a phone, where nobody is asked for a name."""
    cohort = make_cohort(sessions=False, status=Cohort.Status.COMPLETED, seats=9)
    for then in ("same", "other", "own", ""):
        person = make_trainee()
        consent_to_wages(person)
        enrollment = make_enrollment(cohort, person)
        for months, workplace in ((3, "same"), (6, then)):
            actions.answer_follow_up(
                make_follow_up(enrollment, months=months),
                employment=FollowUp.Employment.EMPLOYED,
                workplace=workplace,
                by=SYSTEM,
            )
    Enrollment.objects.update(status=Enrollment.Status.COMPLETED)
    cohorts = Cohort.objects.filter(pk=cohort.pk)
    rows = rows_of(cohorts, on=timezone.localdate())
    assert [stayed(row, 6) for row in rows] == [True, False, False, None]

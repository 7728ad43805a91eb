from datetime import datetime, timedelta

import pytest

from school.enrollment import rules
from school.enrollment.models import Enrollment
from school.enrollment.rules import Places

LEGAL = {
    ("offer", "applied"): "offered",
    ("offer", "waitlisted"): "offered",
    ("accept", "offered"): "enrolled",
    ("admit", "applied"): "enrolled",
    ("admit", "offered"): "enrolled",
    ("admit", "waitlisted"): "enrolled",
    ("decline", "offered"): "withdrawn",
    ("expire", "offered"): "withdrawn",
    **{
        (verb, status): "withdrawn"
        for verb in ("withdraw", "release")
        for status in ("applied", "offered", "waitlisted", "enrolled")
    },
    ("close_waitlist", "applied"): "withdrawn",
    ("close_waitlist", "waitlisted"): "withdrawn",
    **{
        ("complete_elsewhere", status): "withdrawn"
        for status in ("applied", "offered", "waitlisted")
    },
    ("transfer", "enrolled"): "withdrawn",
    ("defer", "enrolled"): "withdrawn",
    ("complete", "enrolled"): "completed",
    ("complete", "not_completed"): "completed",
    ("mark_not_completed", "enrolled"): "not_completed",
}


@pytest.mark.parametrize("status", Enrollment.Status.values)
@pytest.mark.parametrize("verb", sorted(rules.TRANSITIONS))
def test_a_verb_leads_somewhere_only_where_the_table_says(
    verb: str, status: str
) -> None:
    assert rules.next_status(verb, status) == LEGAL.get((verb, status))


@pytest.mark.parametrize(
    ("places", "free", "left", "due"),
    [
        (Places(30), 30, 30, 0),
        (Places(30, seated={"": 29}), 1, 1, 0),
        (Places(30, seated={"": 29}, waits={"": 1}), 1, 0, 1),
        (Places(30, seated={"": 28}, waits={"": 1}), 2, 1, 1),
        (Places(30, seated={"": 30}, waits={"": 4}), 0, 0, 0),
        (Places(30, seated={"": 31}), 0, 0, 0),
    ],
)
def test_those_who_wait_come_before_somebody_new(
    places: Places, free: int, left: int, due: int
) -> None:
    assert (places.free, places.left, places.offers_due) == (free, left, due)


NOW = datetime(2026, 11, 21, 20)


@pytest.mark.parametrize(
    ("first_evening", "holds"),
    [
        (None, timedelta(hours=24)),
        (NOW + timedelta(days=7), timedelta(hours=24)),
        (NOW + timedelta(hours=5), timedelta(hours=5)),
        (NOW - timedelta(hours=5), timedelta(hours=24)),
    ],
)
def test_an_offer_does_not_outlast_the_beginning_of_the_class(
    first_evening: datetime | None, holds: timedelta
) -> None:
    until = rules.offer_deadline(NOW, hours=24, first_evening=first_evening)
    assert until == NOW + holds

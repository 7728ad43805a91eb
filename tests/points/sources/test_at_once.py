"""The roll is corrected while points are given: the ledger ends as the roll does."""

from functools import partial

import pytest

from school.attendance import actions as roll
from school.attendance.models import Event
from school.points import checking
from school.points.models import Posting
from school.points.sources import tasks
from tests.assessment.test_races import at_once
from tests.factories.points import deltas
from tests.factories.sources import attend, make_evening_rules

pytestmark = pytest.mark.django_db(transaction=True)


def test_settled_from_four_sides_an_evening_gives_its_points_once(
    session, enrollment, trainee
) -> None:
    make_evening_rules()
    attend(session, enrollment)
    at_once(*[partial(tasks.settle_person, trainee.pk)] * 4)
    assert deltas(trainee) == [2]


def test_a_correction_while_they_are_given_leaves_what_the_roll_says(
    session, enrollment, trainee, registrar
) -> None:
    make_evening_rules()
    attend(session, enrollment)

    def correct() -> None:
        roll.note(
            session,
            enrollment=enrollment,
            kind=Event.Kind.ABSENT,
            by=registrar,
            at=session.starts_at,
            reason="更正",
        )
        tasks.settle_person(trainee.pk)

    at_once(correct, *[tasks.settle_evenings] * 3)
    assert sum(deltas(trainee)) == 0
    assert Posting.objects.filter(kind="award").count() <= 1
    assert not list(checking.off())

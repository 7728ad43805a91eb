"""Where and when an evening may move to, and what two who move it do to each other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses import actions
from school.courses.models import Session
from school.courses.refusals import TooLateForThat
from school.people.models import User
from tests.factories.courses import make_cohort

NOW = timezone.now()


@pytest.fixture
def session(db: None) -> Session:
    return make_cohort().sessions.last()


def test_no_evening_moves_into_the_past(session: Session, registrar: User) -> None:
    with pytest.raises(TooLateForThat):
        actions.move_session(
            session,
            by=registrar,
            reason="调课",
            starts_at=NOW,
            ends_at=NOW + timedelta(hours=2),
            at=NOW,
        )


def test_what_a_colleague_changed_meanwhile_is_kept(
    session: Session, registrar: User
) -> None:
    stale = Session.objects.select_related("venue").get(pk=session.pk)
    when = {"starts_at": session.starts_at, "ends_at": session.ends_at, "at": NOW}
    actions.move_session(session, by=registrar, reason="漏水", room="二楼", **when)
    actions.move_session(stale, by=registrar, reason="停电", **when)
    session.refresh_from_db()
    assert session.room == "二楼"

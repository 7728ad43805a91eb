"""Who has left the class since is still noted for the evenings before: paper and phones come late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.attendance import actions as roll
from school.attendance.models import Event
from school.attendance.papers.actions import Signed, note_sheet
from school.courses.models import Session
from school.enrollment import actions as enrolling
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.models import User
from tests.attendance.test_scans import outcome
from tests.factories.attendance import make_scan, minutes

Kind = Event.Kind


@pytest.fixture
def left(session: Session, enrollment: Enrollment, sheet, registrar: User):
    Enrollment.objects.filter(pk=enrollment.pk).update(
        enrolled_at=session.starts_at - timedelta(days=3)
    )
    return enrolling.withdraw(enrollment, by=registrar, reason="搬家")


def test_her_scans_and_her_row_of_the_sheet_count(
    session: Session, left: Enrollment, sheet, caller: User
) -> None:
    assert left.status == Enrollment.Status.WITHDRAWN
    scan = make_scan(left, session, at=session.starts_at)
    assert outcome(session, caller, scan) == "kept"
    row = sheet.rows.get(enrollment=left)
    rows = {row.number: Signed(arrived=session.starts_at, left=session.ends_at)}
    note_sheet(sheet, by=caller, rows=rows)
    assert minutes(left) == session.evening.minutes


def test_she_is_noted_for_no_evening_after_it(
    session: Session, left: Enrollment, caller: User
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    Enrollment.objects.filter(pk=left.pk).update(ended_at=yesterday)
    scan = make_scan(left, session, at=session.starts_at)
    assert outcome(session, caller, scan) == "not_in_this_class"
    with pytest.raises(Refusal) as refused:
        roll.note(session, enrollment=left, kind=Kind.ARRIVED, by=caller)
    assert refused.value.code == "not_on_roll"

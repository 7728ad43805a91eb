"""What a phone sends of a marking sheet."""

import uuid
from typing import Any

from django.utils import timezone

from school.assessment import actions
from school.assessment.access import sheet_claim
from school.assessment.actions.lines import Given, Kind
from school.assessment.evidence import sheet_of
from school.assessment.models import Marking, StrayMark
from school.assessment.rubrics import version_of

PHONE, OTHER_PHONE = "phone-1", "phone-2"


def given(marking: Marking, subject: str = "", **changes: Any) -> Given:
    """Thirty points for the first item of the sheet, or for `subject`."""
    station = marking.practical_station.station
    return Given(
        **{
            "uuid": uuid.uuid4(),
            "kind": Kind.ITEM,
            "given_at": timezone.now(),
            "device": PHONE,
            "rubric": version_of(station),
            "subject": subject or station.items.first().code,
            "points": 30,
            **changes,
        }
    )


def row(marking: Marking, subject: str = "", **changes: Any) -> dict[str, Any]:
    """The same as the page's script sends it."""
    one = given(marking, subject)
    return {
        "uuid": str(one.uuid),
        "sheet": marking.code,
        "claim": sheet_claim(marking.examiner, marking.code),
        "kind": one.kind,
        "subject": one.subject,
        "points": one.points,
        "seen": 0,
        "rubric": one.rubric,
        "device": one.device,
        "at": int(one.given_at.timestamp() * 1000),
        **changes,
    }


def make_stray(marking: Marking) -> StrayMark:
    """Sent by its examiner as if she had handed the sheet in."""
    item = marking.practical_station.station.items.first()
    now = timezone.now()
    return StrayMark.objects.create(
        marking=marking,
        cause=StrayMark.Cause.HANDED_IN,
        item=item,
        points=3,
        uuid=uuid.uuid4(),
        device=PHONE,
        at=now,
        received_at=now,
        sender=marking.examiner,
    )


def send(marking: Marking, *lines: Given, **changes: Any) -> list[str]:
    """What became of each."""
    by = changes.pop("by", marking.examiner)
    taken = actions.keep_marks(marking, lines, by=by, **changes)
    return [one.fate.value for one in taken]


def fresh(sheet: Marking) -> Marking:
    return Marking.objects.get(pk=sheet.pk)


def points_of(sheet: Marking) -> list[int]:
    return list(sheet_of(fresh(sheet)).points.values())


def items_of(sheet: Marking) -> list[str]:
    return [item.code for item in sheet.practical_station.station.items.all()]


def fail_of(sheet: Marking) -> str:
    return sheet.practical_station.station.critical_fails.first().code

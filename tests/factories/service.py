"""What the order platform tells, and tables of it."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.people.models import Person
from school.service import actions
from school.service.columns import COLUMNS
from school.service.models import Matter, ServiceEvent
from school.service.rules import Told
from tests.factories.points import make_rule

HEADINGS = [column.title for column in COLUMNS]


def make_service_rules() -> None:
    for code, points, most in (("S01", 2, 20), ("S02", 3, 15), ("S03", 10, 10)):
        make_rule(
            code, delta=points, cap_period="month", cap_points=most, cap_times=None
        )


def told(number: int | str = 1, **extra: Any) -> Told:
    """A review with five stars of now."""
    return Told(
        **{
            "platform": "meijia",
            "external_id": f"PJ-{number}",
            "worker": "",
            "kind": "review",
            "occurred_at": timezone.now().replace(microsecond=0),
            "stars": 5 if extra.get("kind", "review") == "review" else None,
            "order": f"DD-{number}",
            **extra,
        }
    )


def keep_one(person: Person, number: int | str = 1, **extra: Any) -> ServiceEvent:
    one = told(number, worker=person.phone, **extra)
    [answer] = actions.keep([one], by=SYSTEM)
    assert answer.status == actions.KEPT, answer.code
    return ServiceEvent.objects.get(external_id=one.external_id)


def make_matter(person: Person, number: int | str = 1, **extra: Any) -> Matter:
    """A complaint about the manner that waits for the inspector."""
    words = {"kind": "complaint", "complaint": "attitude", "text": "说话大声。"}
    return keep_one(person, f"T{number}", **{**words, **extra}).matter


def row(number: int | str, person: Person, **extra: str) -> list[str]:
    """A row of the table: a review with five stars."""
    values = {
        "external_id": f"PJ-{number}",
        "worker": person.phone,
        "kind": "评价",
        "occurred_at": _written(timezone.localtime()),
        "stars": "5",
        "order": f"DD-{number}",
        **extra,
    }
    return [values.get(column.name, "") for column in COLUMNS]


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def table(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode("gb18030")

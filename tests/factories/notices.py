from typing import Any

from django.utils import timezone

from school.notices.models import Notice
from school.people.models import Person
from tests.factories.people import make_trainee

MOMENT = "2026-03-20T19:00:00+08:00"
# Everything that each kind may be told.
CONTEXTS: dict[str, dict[str, Any]] = {
    "enrolled": {"cohort": "养老护理第1期", "starts_at": {"at": MOMENT}, "venue": "甲"},
    "waitlisted": {"cohort": "养老护理第1期", "position": 3},
    "waitlist_moved": {"cohort": "养老护理第1期", "position": 2},
    "place_offered": {"cohort": "养老护理第1期", "until": {"at": MOMENT}},
    "offer_expired": {"cohort": "养老护理第1期"},
    "waitlist_closed": {"cohort": "养老护理第1期"},
    "course_completed": {"cohort": "养老护理第1期"},
    "class_cancelled": {"cohort": "养老护理第1期", "reason": "人数不够"},
    "session_changed": {
        "cohort": "养老护理第1期",
        "title": "第3晚",
        "starts_at": {"at": MOMENT},
        "venue": "乙",
        "teacher": "周护士长",
        "is_cancelled": False,
        "reason": "下雪",
    },
    "attendance_alert": {
        "cohort": "养老护理第1期",
        "alert": "tight",
        "needed": 3,
        "left": 4,
    },
    "attendance_follow_up": {"cohort": "养老护理第1期", "count": 2},
    "exam_open": {"cohort": "养老护理第1期", "until": {"at": MOMENT}},
    "result_released": {"cohort": "养老护理第1期"},
    "certificate_issued": {"course": "居家养老护理", "number": "FNYX-1"},
    "certificate_changed": {
        "course": "居家养老护理",
        "number": "FNYX-1",
        "status": "suspended",
        "day": {"on": "2026-03-20"},
    },
    "withdrawn": {"cohort": "养老护理第1期", "reason": "重复报名"},
    "points_reversed": {"points": 50, "reason": "完成课程", "why": "记错了人"},
    "points_awarded": {"points": 50, "reason": "完成课程"},
    "follow_up_due": {"months": 3, "until": {"on": "2026-03-20"}},
}


def make_notice(
    person: Person | None = None, kind: str = "result_released", **extra: Any
) -> Notice:
    return Notice.objects.create(
        person=person or make_trainee(),
        kind=kind,
        **{"context": CONTEXTS[kind], "sent_at": timezone.now(), **extra},
    )

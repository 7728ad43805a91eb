import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from school.attendance.batches import Sent
from school.attendance.codes import trainee_code
from school.attendance.ledger import credited_minutes
from school.attendance.models import Event
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment

EVENING = timedelta(minutes=145)


def hold_tonight(cohort: Cohort, *, begun: timedelta) -> Session:
    """The class's first evening, moved so that it began `begun` ago, on a whole minute."""
    tonight = cohort.sessions.first()
    begins = (timezone.now() - begun).replace(second=0, microsecond=0)
    Session.objects.filter(pk=tonight.pk).update(
        starts_at=begins, ends_at=begins + EVENING
    )
    return Session.objects.select_related("cohort", "evening").get(pk=tonight.pk)


def minutes(enrollment: Enrollment) -> int:
    return credited_minutes([enrollment.pk])[enrollment.pk]


def make_scan(
    enrollment: Enrollment, session: Session, /, *, at: datetime, **extra: Any
) -> Sent:
    """The trainee's code of that moment, scanned at that moment, the face compared."""
    code = trainee_code(enrollment.code, session.code, at=at)
    return Sent(
        **{
            "uuid": uuid.uuid4(),
            "kind": Event.Kind.ARRIVED,
            "device_at": at,
            "code": code,
            "face": "self",
            **extra,
        }
    )


def as_sent(events: list[Sent], *, sent_at: datetime) -> str:
    """As the phone posts them."""
    return json.dumps(
        {
            "sent_at": milliseconds(sent_at),
            "events": [
                {
                    "uuid": str(one.uuid),
                    "kind": one.kind,
                    "at": milliseconds(one.device_at),
                    "code": one.code,
                    "enrollment": one.enrollment,
                    "face": one.face,
                }
                for one in events
            ],
        }
    )


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)

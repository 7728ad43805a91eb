from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from school.lib.crypto import seal_stream
from school.people.models import Person, User
from school.privacy.models import (
    EmergencyLook,
    EmergencyReview,
    Erasure,
    PersonalExport,
)


def make_data_copy(person: Person) -> PersonalExport:
    """One that she may save, with nothing worth reading in it."""
    now = timezone.now()
    export = PersonalExport.objects.create(
        person=person,
        asked_by=person.user,
        language="zh-hans",
        asked_at=now,
        finished_at=now,
    )
    export.file.save("copy", ContentFile(b"".join(seal_stream(BytesIO(b"PK")))))
    return export


def make_erasure(person: Person) -> Erasure:
    """She has asked, and waits."""
    now = timezone.now()
    return Erasure.objects.create(
        person=person, asked_at=now, due_on=timezone.localdate() + timedelta(days=15)
    )


def make_emergency(person: Person, *, by: User, **extra: Any) -> EmergencyLook:
    """Her whole mobile number was opened, just now."""
    return EmergencyLook.objects.create(
        person=person,
        by=by,
        **{
            "what": "phone",
            "kind": "health",
            "reason": "课上晕倒，要马上联系家里人",
            "roles": "教务",
            "at": timezone.now(),
            **extra,
        },
    )


def make_review(look: EmergencyLook, *, by: User) -> EmergencyReview:
    return EmergencyReview.objects.create(
        look=look, by=by, is_in_order=True, at=timezone.now()
    )

from datetime import datetime

from django.utils import timezone

from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person


def mark_read(notice: Notice, *, reader: Actor, at: datetime | None = None) -> Notice:
    """Note that its person has seen it; the first time counts."""
    if notice.person.user_id != reader.pk:
        raise NotPermitted
    at = at or timezone.now()
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)
    notice.refresh_from_db(fields=["read_at"])
    return notice


def mark_all_read(person: Person, *, reader: Actor, at: datetime | None = None) -> int:
    if person.user_id != reader.pk:
        raise NotPermitted
    unread = Notice.objects.filter(person=person, read_at=None)
    return unread.update(read_at=at or timezone.now())

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.models import Channel, Preference
from school.people.access import is_self
from school.people.models import Person


@transaction.atomic
def choose_ways(
    person: Person,
    *,
    channels: Collection[str],
    by: Actor,
    language: str = settings.LANGUAGE_CODE,
    at: datetime | None = None,
) -> list[Preference]:
    """By which of the channels a person wants to be told, and in which language."""
    if not is_self(person, by):
        raise NotPermitted
    at = at or timezone.now()
    chosen = [
        Preference.objects.update_or_create(
            person=person,
            channel=channel,
            defaults={
                "is_on": channel in channels,
                "language": language,
                "chosen_at": at,
            },
        )[0]
        for channel in Channel.values
    ]
    journal.record(
        by=by,
        verb="notices.choose_ways",
        on=person,
        data={"channels": sorted(channels), "language": language},
        at=at,
    )
    return chosen

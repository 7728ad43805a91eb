from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices import groups
from school.notices.models import Channel, Muted, Preference
from school.people.access import is_self
from school.people.models import Person


@transaction.atomic
def choose_ways(
    person: Person,
    *,
    channels: Collection[str],
    by: Actor,
    muted: Collection[str] = (),
    language: str = settings.LANGUAGE_CODE,
    at: datetime | None = None,
) -> list[Preference]:
    """By which of the channels a person wants to be told, and in which language.

    Of a group in `muted` only what nobody can do without leaves the inbox.
    """
    if not is_self(person, by):
        raise NotPermitted
    at = at or timezone.now()
    chosen = _choose(person, channels, language=language, at=at)
    _mute(person, muted, at=at)
    journal.record(
        by=by,
        verb="notices.choose_ways",
        on=person,
        data={
            "channels": sorted(channels),
            "muted": sorted(muted),
            "language": language,
        },
        at=at,
    )
    return chosen


def _mute(person: Person, muted: Collection[str], *, at: datetime) -> None:
    Muted.objects.filter(person=person).delete()
    Muted.objects.bulk_create(
        Muted(person=person, group=group, chosen_at=at)
        for group in groups.GROUPS
        if group in muted
    )


def _choose(
    person: Person, channels: Collection[str], *, language: str, at: datetime
) -> list[Preference]:
    return [
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

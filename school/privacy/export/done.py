"""What the journal says of her and of what is hers: when, what, by whom and why, without names."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import pgettext

from school.journal.models import Entry
from school.people.models import Person
from school.privacy.export.contents import Table

AT_ONCE = 500
USER = "people.user"


def entries(person: Person, found: Sequence[Table]) -> list[dict[str, Any]]:
    """By time. Of what she did to things of others no more than that she did it."""
    told: dict[int, dict[str, Any]] = {}
    for entry in _of_hers(found):
        told[entry.pk] = _told(entry, person) | {
            "on": entry.get_object_type_display(),
            "number": entry.object_id,
            "reason": entry.reason,
        }
    if person.user_id is not None:
        mine = Entry.objects.filter(actor_type=USER, actor_id=str(person.user_id))
        for entry in mine.iterator():
            told.setdefault(entry.pk, _told(entry, person))
    return sorted(told.values(), key=lambda one: one["at"])


def _of_hers(found: Sequence[Table]) -> Iterator[Entry]:
    for table in found:
        ids = [str(row["id"]) for row in table.rows]
        of_kind = Entry.objects.filter(object_type=table.label.lower())
        for start in range(0, len(ids), AT_ONCE):
            yield from of_kind.filter(object_id__in=ids[start : start + AT_ONCE])


def _told(entry: Entry, person: Person) -> dict[str, Any]:
    return {
        "at": entry.at,
        "verb": entry.verb,
        "done": entry.get_verb_display(),
        "by": _who(entry, person),
    }


def _who(entry: Entry, person: Person) -> str:
    if entry.actor_type != USER:
        return entry.get_actor_type_display()
    if entry.actor_id == str(person.user_id):
        return pgettext("journal", "yourself")
    return pgettext("journal", "somebody of the school")

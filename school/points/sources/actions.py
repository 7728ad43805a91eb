"""The ledger follows what is on record: gives what is due, takes back what no longer is."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points.actions import Award, award_many, reverse
from school.points.actions.booking import lock
from school.points.models import Posting
from school.points.sources.reading import due_and_given
from school.points.sources.rules import Key, bare, changes
from school.points.sources.source import Source

# So much a line of the ledger holds.
LONGEST = 200


@transaction.atomic
def settle(person: Person, *, by: Actor, sources: Sequence[Source]) -> list[Posting]:
    """Give and take what is off, once. Read under the person's lock: the latest counts."""
    if by is not SYSTEM:
        raise NotPermitted
    lock(person)
    now = timezone.now()
    written = []
    for source in sources:
        due, given = due_and_given([person.pk], source)
        owed = due.get(person.pk, {})
        change = changes(owed, given.get(person.pk, []))
        for posting in Posting.objects.filter(pk__in=change.to_take):
            written.append(
                reverse(posting, by=by, reason=_why(posting, source), at=now)
            )
        earned = [
            Award(
                person, key.rule, key.source_type, name, owed[key].at, owed[key].reason
            )
            for key, name in change.to_give
        ]
        # The month's limit goes to those that were earned first.
        written += award_many(sorted(earned, key=lambda one: one.at), by=by)
    return written


def _why(posting: Posting, source: Source) -> str:
    if source.why is None:
        return _("the record behind it was corrected")
    key = Key(posting.rule_code, posting.source_type, bare(posting.source_id))
    return source.why(posting.person_id, key)[:LONGEST]

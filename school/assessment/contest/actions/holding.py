"""What every verb of a contest begins with."""

from school.assessment.contest.access import can_run
from school.assessment.contest.models import Contest
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


def held(contest: Contest, *, by: Actor) -> Contest:
    """The contest's row, locked, if `by` may run contests."""
    if not can_run(by):
        raise NotPermitted
    return Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)

"""Follow-ups answered in time give points, whatever was earned, and whether she is in work or not."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.utils import timezone

from school.points.models import Posting
from school.points.sources.rules import Due, Key
from school.points.sources.source import Dues, Source
from school.wages.models import FollowUp

FOLLOW_UP = "I04"
IN_TIME: Final = timedelta(days=30)


def answered_in_time(people: Collection[int]) -> Dues:
    """Within thirty days from when it was asked; it makes no difference to who waits."""
    answered = (
        FollowUp.objects.after_the_course()
        .filter(enrollment__person__in=people, status=FollowUp.Status.ANSWERED)
        .select_related("enrollment__cohort")
    )
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for one in answered:
        at = one.answered_at
        if at is None or timezone.localdate(at) > one.due_on + IN_TIME:
            continue
        key = Key(FOLLOW_UP, Posting.Source.FOLLOW_UP, one.code)
        due = Due(at, one.enrollment.cohort.name)
        dues[one.enrollment.person_id][key] = due
    return dues


FOLLOW_UPS = Source(frozenset({FOLLOW_UP}), answered_in_time)

"""Short lessons (流动课堂): done on the phone, with every question of theirs answered right.

A lesson is one where its edition lets none count for credit hours; where they count, they
are part of the training itself.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F

from school.learning.models import Progress
from school.points.models import Posting
from school.points.sources.rules import Due, Key
from school.points.sources.source import Dues, Source

LESSON = "T07"


def done_lessons(people: Collection[int]) -> Dues:
    """A lesson counts once, in whichever edition of the course it was done."""
    done = Progress.objects.filter(
        person__in=people,
        completed_at__isnull=False,
        checks_total__gt=0,
        checks_right=F("checks_total"),
        lesson__module__edition__online_minutes_max=0,
    )
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for progress in done.select_related("lesson__module__edition__course").order_by(
        "completed_at", "pk"
    ):
        lesson = progress.lesson
        name = f"{lesson.module.edition.course.code}/{lesson.code}"
        key = Key(LESSON, Posting.Source.LESSON, name)
        if progress.completed_at:
            due = Due(progress.completed_at, lesson.title_zh)
            dues[progress.person_id].setdefault(key, due)
    return dues


LESSONS = Source(frozenset({LESSON}), done_lessons)

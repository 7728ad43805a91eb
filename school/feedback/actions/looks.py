"""The course's team notes what came of looking at a lesson."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses.models import Lesson
from school.feedback import refusals
from school.feedback.models import LessonLook
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User

LOOK = "feedback.look_at_lesson"


@transaction.atomic
def look_at(
    lesson: Lesson, *, words: str, by: Actor, at: datetime | None = None
) -> LessonLook:
    """Say what is changed in it, or why nothing is."""
    if not by.has_perm(LOOK):
        raise NotPermitted
    if not words.strip():
        raise refusals.OutcomeNeeded
    look = LessonLook.objects.create(
        lesson=lesson,
        words=words.strip(),
        by=by if isinstance(by, User) else None,
        at=at or timezone.now(),
    )
    journal.record(
        by=by, verb="feedback.look_at_lesson", on=lesson, reason=look.words, at=look.at
    )
    return look

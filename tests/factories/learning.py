"""Time spent reading, as a phone notes it."""

from datetime import datetime, timedelta
from uuid import uuid4

from school.courses.models import Lesson
from school.learning.actions import NotedTime
from school.learning.rules import Span


def make_noted(
    lesson: Lesson, begun: datetime, *, seconds: int = 60, took: int = 0
) -> NotedTime:
    """`seconds` of reading within `took` seconds."""
    ended = begun + timedelta(seconds=took or seconds)
    return NotedTime(uuid4(), lesson, Span(begun, ended, seconds), device="phone")

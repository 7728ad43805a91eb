"""Two editions of a course side by side, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from school.courses.content import contents_of
from school.courses.models import Edition
from school.courses.rules.comparison import Change, Line, compare
from school.courses.rules.content import Part
from school.courses.wording import KINDS, heading, label_of, worded


@dataclass(frozen=True)
class Compared:
    """One part that differs: what it is called, and its lines with their labels."""

    state: str
    heading: str
    lines: list[tuple[str, Line]]
    part: Part


@dataclass(frozen=True)
class ComparedKind:
    title: str | Promise
    changes: list[Compared]
    unchanged: int


def others_of(edition: Edition) -> list[Edition]:
    others = edition.course.editions.exclude(pk=edition.pk)
    return list(others.select_related("course").order_by("-pk"))


def signed_before(edition: Edition) -> Edition | None:
    """The last edition of the course that a nurse-instructor answered for."""
    signed = edition.course.editions.exclude(signed_off_at=None).exclude(pk=edition.pk)
    return signed.select_related("course").order_by("-signed_off_at").first()


def compared(before: Edition, after: Edition) -> list[ComparedKind]:
    contents = [worded(content) for content in contents_of([before, after])]
    return [
        ComparedKind(
            title=KINDS[section.kind],
            changes=[_compared(change) for change in section.changes],
            unchanged=section.unchanged,
        )
        for section in compare(*contents)
    ]


def _compared(change: Change) -> Compared:
    part = change.part
    lines: list[Any] = [
        (label_of(part.kind, line.column), line) for line in change.lines
    ]
    return Compared(change.state, heading(part), lines, part)

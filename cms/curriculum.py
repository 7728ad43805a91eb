"""Taking a whole curriculum in: facts, questions, points, and the pages that show them."""

from django.db import transaction

from cms.first_pages.create import create_pages
from school.assessment.curriculum import load_questions
from school.courses.actions import publish_edition
from school.courses.actions.curriculum import (
    load_edition,
    load_standards,
    load_tracks,
)
from school.courses.curriculum.reader import CourseSet, Curriculum
from school.courses.models import Edition
from school.feedback.actions import load_kinds
from school.journal.actors import Actor
from school.lib.sync import Counts
from school.points.curriculum import load_points


@transaction.atomic
def load(
    curriculum: Curriculum, *, by: Actor, replace_drafts: bool = False
) -> dict[str, Counts]:
    """Part by part what was written; either all of it or, on a refusal, nothing.

    A draft that the desk has written is replaced only where that is said.
    """
    counts = {
        "tracks": load_tracks(curriculum, by=by),
        "standards": load_standards(curriculum.standards, by=by),
    }
    for part in curriculum.courses:
        name = f"{part.course.code} {part.course.version}"
        counts[name] = _load_course(part, by=by, replace_draft=replace_drafts)
    counts["points"] = load_points(curriculum.points, by=by)
    counts["complaints"] = load_kinds(by=by)
    counts["pages"] = create_pages(curriculum, by=by)
    return counts


def _load_course(part: CourseSet, *, by: Actor, replace_draft: bool) -> Counts:
    loaded = load_edition(part, by=by, replace_draft=replace_draft)
    if not loaded.is_new:
        return loaded.counts + Counts(unchanged=len(part.questions))
    counts = load_questions(
        loaded.edition, part.questions, by=by, replace_draft=replace_draft
    )
    _publish_first(loaded.edition, by=by)
    return loaded.counts + counts


def _publish_first(edition: Edition, *, by: Actor) -> None:
    """A course's first edition stands at once; a later one is published at the desk."""
    others = edition.course.editions.exclude(pk=edition.pk)
    if edition.status == Edition.Status.DRAFT and not others.exists():
        publish_edition(edition, by=by)

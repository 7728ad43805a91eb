"""From a complaint to its kind, and on to the lessons that the worker knows."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q

from school.courses.models import Edition, Lesson
from school.enrollment.models import Enrollment
from school.feedback.models import ComplaintKind
from school.feedback.rules import lessons as rules
from school.people.models import Person
from school.points.cases.models import Case


def kind_of(case: Case) -> ComplaintKind | None:
    """As the platform called it; else by the points rule. None where only a person can say."""
    kinds = ComplaintKind.objects.select_related("standard")
    if case.complaint_kind:
        named = kinds.filter(code=case.complaint_kind).first()
        if named is not None:
            return named
    return kinds.filter(rule_code=case.rule_code).first()


def lessons_for(
    person: Person, kind: ComplaintKind
) -> tuple[Enrollment | None, list[Lesson]]:
    """In two queries: her classes, and the lessons that teach it or were chosen."""
    taken = list(
        person.enrollments.on_roll()
        .select_related("cohort__edition")
        .order_by("-cohort__starts_on", "-pk")
    )
    hers = [one.cohort.edition_id for one in taken]
    found = _teaching(kind, hers)
    published = {
        one.module.edition_id
        for one in found.values()
        if one.module.edition.status == Edition.Status.PUBLISHED
    }
    edition, chosen = rules.lessons_for(
        map(_as_taught, found.values()),
        pinned=kind.lesson_codes,
        hers=hers,
        newest=sorted(published, reverse=True),
    )
    learnt = next((one for one in taken if one.cohort.edition_id == edition), None)
    return learnt, [found[pk] for pk in chosen]


def _teaching(kind: ComplaintKind, hers: Collection[int]) -> dict[int, Any]:
    """Lessons of her editions and the published ones, that teach the standard or were chosen."""
    published = Q(module__edition__status=Edition.Status.PUBLISHED)
    lessons = Lesson.objects.filter(
        Q(module__edition__in=hers) | published,
        Q(standards=kind.standard_id) | Q(code__in=kind.lesson_codes),
    )
    facts = Lesson.objects.filter(pk__in=lessons.values("pk")).annotate(
        taught=Count("standards"),
        this=Count("standards", filter=Q(standards=kind.standard_id)),
    )
    return {one.pk: one for one in facts.select_related("module__edition__course")}


def _as_taught(lesson: Any) -> rules.Taught:
    return rules.Taught(
        lesson.pk,
        lesson.module.edition_id,
        lesson.code,
        (lesson.module.number, lesson.number),
        lesson.taught,
        teaches=bool(lesson.this),
    )

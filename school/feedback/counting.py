"""Complaints of an edition, by module, class and standard: gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from school.courses.models import Cohort, Edition, Lesson, Module, Standard
from school.enrollment.models import Enrollment
from school.feedback.models import CoachingNote, LessonLook, ServiceFigure
from school.feedback.rules import counting as rules
from school.feedback.rules.counting import Cell, Complaint
from school.lib.masking import SMALLEST


@dataclass(frozen=True)
class ModuleRow:
    module: Module
    total: Cell
    # The lessons that suggestions lead to, with the newest look at each.
    lessons: Sequence[tuple[Lesson, LessonLook | None]]


@dataclass(frozen=True)
class ClassRow:
    """None: workers who were in no class of this edition."""

    cohort: Cohort | None
    # Who completed it.
    workers: int | None
    # What is known of their orders in the period; None where it is of few.
    orders: int | None
    orders_of: int
    cells: Sequence[Cell]
    total: Cell


@dataclass(frozen=True)
class Counts:
    edition: Edition
    first: date
    last: date
    total: Cell
    modules: Sequence[ModuleRow]
    classes: Sequence[ClassRow]
    standards: Sequence[tuple[Standard, Cell]]


def editions() -> QuerySet[Edition]:
    """Those that classes have been taught by, or may be."""
    known = Edition.objects.exclude(status=Edition.Status.DRAFT)
    return known.select_related("course__track").order_by(
        "course__track__position", "-pk"
    )


def counts(edition: Edition, *, first: date, last: date) -> Counts:
    modules = list(edition.modules.all())
    complaints, led_to = _complaints(edition, first, last)
    classes = _classes(edition)
    completed = _completed(edition)
    columns = [module.pk for module in modules]
    groups = [*[one.pk for one in classes], None]
    grid = rules.told(_grid(complaints, groups, columns))
    sums = grid[-1]
    orders = _orders(edition, first, last)
    rows = [
        ClassRow(
            one,
            completed.get(one.pk, 0) if one else None,
            *orders.get(one.pk if one else None, (None, 0)),
            row[:-1],
            row[-1],
        )
        for one, row in zip([*classes, None], grid, strict=False)
    ]
    return Counts(
        edition,
        first,
        last,
        sums[-1],
        _modules(edition, modules, sums, led_to),
        rows,
        _standards(complaints),
    )


def _complaints(
    edition: Edition, first: date, last: date
) -> tuple[list[Complaint], set[int]]:
    rows = CoachingNote.objects.filter(
        occurred_on__range=(first, last), lessons__module__edition=edition
    ).values_list(
        "pk",
        "person_id",
        "enrollment__cohort_id",
        "standard_id",
        "lessons__module_id",
        "lessons__pk",
    )
    notes: dict[int, tuple[int, int | None, int]] = {}
    modules: dict[int, set[int]] = {}
    led_to = set()
    for pk, worker, cohort, standard, module, lesson in rows.order_by("pk"):
        notes[pk] = worker, cohort, standard
        modules.setdefault(pk, set()).add(module)
        led_to.add(lesson)
    found = [Complaint(*notes[pk], frozenset(modules[pk])) for pk in notes]
    return found, led_to


def _classes(edition: Edition) -> list[Cohort]:
    begun = [
        Cohort.Status.RUNNING,
        Cohort.Status.ASSESSING,
        Cohort.Status.COMPLETED,
    ]
    rows = Cohort.objects.filter(edition=edition, status__in=begun)
    return list(rows.order_by("starts_on", "pk"))


def _completed(edition: Edition) -> dict[int, int]:
    completed = Enrollment.objects.trainees().filter(
        cohort__edition=edition, status=Enrollment.Status.COMPLETED
    )
    found: dict[int, int] = {}
    for cohort in completed.order_by().values_list("cohort_id", flat=True):
        found[cohort] = found.get(cohort, 0) + 1
    return found


def _orders(
    edition: Edition, first: date, last: date
) -> dict[int | None, tuple[int | None, int]]:
    """By class: the orders of those who completed it, and of how many they are known."""
    completed = Enrollment.objects.trainees().filter(
        cohort__edition=edition, status=Enrollment.Status.COMPLETED
    )
    figures = ServiceFigure.objects.current().filter(
        month__range=(first.replace(day=1), last), person__enrollments__in=completed
    )
    rows = figures.order_by().values_list("person__enrollments__cohort_id")
    found = rows.annotate(orders=Sum("orders"), workers=Count("person", distinct=True))
    return {
        cohort: (orders if workers >= SMALLEST else None, workers)
        for cohort, orders, workers in found
    }


def _grid(
    complaints: Sequence[Complaint],
    groups: Sequence[int | None],
    columns: Sequence[int],
) -> list[list[Cell]]:
    """Classes down, modules across; the sums come last. A complaint of two modules is in both."""
    by_group: dict[int | None, list[Complaint]] = {group: [] for group in groups}
    for one in complaints:
        by_group.get(one.cohort, by_group[None]).append(one)
    return [
        [
            *(
                rules.cell(one for one in rows if module in one.modules)
                for module in columns
            ),
            rules.cell(rows),
        ]
        for rows in [*by_group.values(), list(complaints)]
    ]


def _modules(
    edition: Edition,
    modules: Sequence[Module],
    sums: Sequence[Cell],
    led_to: set[int],
) -> list[ModuleRow]:
    looks: dict[int, LessonLook] = {}
    of_edition = LessonLook.objects.filter(lesson__module__edition=edition)
    for look in of_edition.select_related("by").order_by("at", "pk"):
        looks[look.lesson_id] = look
    lessons: dict[int, list[tuple[Lesson, LessonLook | None]]] = {}
    asked = Lesson.objects.filter(pk__in=led_to | looks.keys())
    for lesson in asked.order_by("module__number", "number"):
        lessons.setdefault(lesson.module_id, []).append((lesson, looks.get(lesson.pk)))
    return [
        ModuleRow(module, total, lessons.get(module.pk, []))
        for module, total in zip(modules, sums, strict=False)
    ]


def _standards(complaints: Sequence[Complaint]) -> list[tuple[Standard, Cell]]:
    by_standard: dict[int, list[Complaint]] = {}
    for one in complaints:
        by_standard.setdefault(one.standard, []).append(one)
    standards = list(Standard.objects.filter(pk__in=by_standard))
    line = [rules.cell(by_standard[one.pk]) for one in standards]
    (told,) = rules.told([[*line, rules.cell(complaints)]])
    return list(zip(standards, told[:-1], strict=True))

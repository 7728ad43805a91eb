"""Where a question may belong, told apart by edition: several have a module of one name."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from school.courses.models import Edition, Lesson, Module

Choices = list[tuple[Any, Any]]
NONE: Choices = [("", "---------")]


def editions() -> Choices:
    found = Edition.objects.select_related("course").order_by("course", "-pk")
    return NONE + [(one.pk, str(one)) for one in found]


def modules() -> Choices:
    found = Module.objects.select_related("edition__course")
    rows = found.order_by("edition__course", "-edition", "number")
    return NONE + _grouped((one.edition, one) for one in rows)


def lessons() -> Choices:
    found = Lesson.objects.select_related("module__edition__course")
    rows = found.order_by(
        "module__edition__course", "-module__edition", "module__number", "number"
    )
    return NONE + _grouped((one.module.edition, one) for one in rows)


def _grouped(rows: Iterable[tuple[Edition, Module | Lesson]]) -> Choices:
    return [
        (
            str(edition),
            [(one.pk, f"{_short(edition)} · {one.code} {one}") for _, one in group],
        )
        for edition, group in groupby(rows, key=lambda row: row[0])
    ]


def _short(edition: Edition) -> str:
    return f"{edition.course.code} {edition.version}"

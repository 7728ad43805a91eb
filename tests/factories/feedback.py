"""Kinds of complaints and the suggestions that come of them."""

from datetime import date
from typing import Any

from django.utils import timezone

from school.courses.models import Edition, Lesson, Standard
from school.feedback import actions
from school.feedback.models import CoachingNote, ComplaintKind, ServiceFigure
from school.people.models import Person
from school.people.roles import Role
from tests.factories.pages import make_standard
from tests.factories.people import make_user
from tests.factories.thawed import thawed


def make_kind(
    code: str = "late", *, number: int = 1, rule: str = "N01", **extra: Any
) -> ComplaintKind:
    known = Standard.objects.filter(number=number).first()
    return ComplaintKind.objects.create(
        **{
            "code": code,
            "title_zh": "迟到",
            "title_en": "Late",
            "standard": known or make_standard(number),
            "advice_zh": "早点出门，晚了先打电话。",
            "advice_en": "Leave early; call first.",
            "rule_code": rule,
            **extra,
        }
    )


def teach(edition: Edition, standard: Standard, *codes: str) -> list[Lesson]:
    """Make these lessons of the edition teach the standard."""
    lessons = list(Lesson.objects.filter(module__edition=edition, code__in=codes))
    with thawed():
        for lesson in lessons:
            lesson.standards.add(standard)
    return lessons


def make_note(person: Person, **extra: Any) -> CoachingNote:
    kind = extra.pop("kind", None) or ComplaintKind.objects.first() or make_kind()
    typed = {
        "occurred_on": timezone.localdate(),
        "happened": "晚到半小时，没有打电话。",
        "by": make_user(role=Role.POINTS_OFFICER, is_staff=True),
        **extra,
    }
    return actions.write_note(person, kind=kind, **typed)


def make_figure(
    person: Person, month: date = date(2026, 1, 1), **extra: Any
) -> ServiceFigure:
    return ServiceFigure.objects.create(
        **{
            "person": person,
            "month": month,
            "orders": 20,
            "good": 16,
            "bad": 2,
            "repeat": 5,
            "source": "示例平台",
            "at": timezone.now(),
            **extra,
        }
    )

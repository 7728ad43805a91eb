"""Certificates of nobody, on which a template is tried out."""

from datetime import date
from typing import Any, cast

from django.conf import settings

from school.certificates import documents
from school.courses.models import Course
from school.lib import qr
from school.lib.diploma import Claims
from school.lib.diploma.looks import Look

ORDINARY, LONGEST, RAREST = "王秀英", "买买提艾力·阿卜杜热合曼·" * 3, "𬭎䶮"
MOST_LETTERS = 40
NAMES = (ORDINARY, LONGEST[:MOST_LETTERS], RAREST)
NUMBER = "FNYX-000000-2026-{course}-00000-0"


def sample(look: Look, *, name: str = ORDINARY, **changes: Any) -> Claims:
    """With the longest numbers that there can be, so that what fits here fits always."""
    address = f"{settings.SITE_URL}/certificates/verify/{'8' * 26}/"
    said: dict[str, Any] = {
        "number": NUMBER.format(course="EC"),
        "name": name,
        "photo_uri": None,
        **of_course("EC"),
        "hours_theory": 120,
        "hours_practical": 120,
        "hours_total": 260,
        "hours_credited": "259.5",
        "theory_points": 88.5,
        "practical_points": 90.5,
        "started_on": date(2026, 11, 23),
        "ended_on": date(2026, 12, 31),
        "issued_on": date(2026, 12, 31),
        "refresher_by": date(2028, 12, 31),
        **documents.issuer(),
        "edition": "EC-1.0",
        "verify_url": address,
        "qr_uri": qr.png_uri(address),
        "is_demonstration": False,
        "is_preview": True,
        "is_test_signed": False,
        "design": look.frozen(),
    }
    return cast(Claims, {**said, **changes})


def of_course(code: str) -> dict[str, str]:
    """The course's titles; the longest of the school's, to see whether they fit too."""
    course = Course.objects.filter(code=code).first() or Course.objects.first()
    return {
        "track": course.code if course else code,
        "course_title_zh": course.title_zh if course else "居家养老护理",
        "course_title_en": course.title_en if course else "Home elder care",
    }


def extremes(look: Look) -> list[Claims]:
    """The longest name with each course: what has to have room."""
    courses = [course.code for course in Course.objects.order_by("code")] or ["EC"]
    return [sample(look, name=NAMES[1], **of_course(code)) for code in courses]

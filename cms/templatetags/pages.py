"""From a fact to its page. One query a kind of page and request, however many are asked for."""

import re
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.models import CoursePage, LecturerPage, LessonPage, StandardPage, TrackPage
from school.courses.models import Course, Instructor, Lesson, Standard, Track
from school.lib.fields import in_language

EMERGENCY = re.compile(r"(?<![0-9])(120|110|119|96110)(?![0-9])")
ART = {"elder-care": "wheelchair", "postpartum-care": "cradle", "cleaning": "cloth"}

register = template.Library()

# What a page is about, and what of it is the same in every edition.
KEYS: dict[type[Any], str] = {
    TrackPage: "track_id",
    CoursePage: "course_id",
    LessonPage: "lesson__code",
    StandardPage: "standard_id",
    LecturerPage: "instructor_id",
}


@register.simple_tag(takes_context=True)
def address(context: Context, page: Any) -> str:
    """Where a page lives; with the request at hand no page asks the cache anew."""
    return page.get_url(getattr(context, "request", None)) or ""


@register.simple_tag(takes_context=True)
def track_page_url(context: Context, track: Track) -> str:
    return _addresses(context, TrackPage).get(track.pk, "")


@register.simple_tag(takes_context=True)
def course_page_url(context: Context, course: Course) -> str:
    return _addresses(context, CoursePage).get(course.pk, "")


@register.simple_tag(takes_context=True)
def lesson_url(context: Context, lesson: Lesson | None) -> str:
    """Empty while the lesson's page is not published."""
    return _addresses(context, LessonPage).get(lesson.code, "") if lesson else ""


@register.simple_tag(takes_context=True)
def standard_url(context: Context, standard: Standard) -> str:
    return _addresses(context, StandardPage).get(standard.pk, "")


@register.simple_tag(takes_context=True)
def lecturer_url(context: Context, instructor: Instructor) -> str:
    return _addresses(context, LecturerPage).get(instructor.pk, "")


@register.filter
def emergency_calls(text: str) -> SafeString:
    """Numbers that one calls in need, as links that a phone dials."""
    return mark_safe(EMERGENCY.sub(r'<a href="tel:\1">\1</a>', escape(text)))


@register.filter
def reader_words(pair: dict[str, str]) -> str:
    """The text of a {"zh": …, "en": …} value in the reader's language."""
    return in_language(pair)


@register.filter
def track_art(code: str) -> str:
    """The drawing of a track; a lamp for one that has none of its own."""
    return ART.get(code, "lamp")


def _addresses(context: Context, kind: type[Any]) -> dict[Any, str]:
    request: HttpRequest | None = getattr(context, "request", None)
    known: dict[type[Any], dict[Any, str]] = (
        request.__dict__.setdefault("_page_addresses", {}) if request else {}
    )
    if kind not in known:
        key = KEYS[kind]
        pages = kind.objects.live().only("url_path", *_columns(key))
        fact = key.partition("__")[0]
        if "__" in key:
            pages = pages.select_related(fact)
        known[kind] = {_value(page, key): page.get_url(request) for page in pages}
    return known[kind]


def _columns(key: str) -> list[str]:
    return ["lesson__code"] if "__" in key else [key]


def _value(page: Any, key: str) -> Any:
    for part in key.split("__"):
        page = getattr(page, part)
    return page

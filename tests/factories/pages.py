"""Pages about the facts that the other factories make."""

import json
from typing import Any

from cms.models import (
    CoursePage,
    CoursesPage,
    LecturerPage,
    LecturersPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    StandardsIndexPage,
    TrackPage,
)
from school.courses.models import (
    Course,
    Edition,
    Instructor,
    Lesson,
    Standard,
    Track,
)


def make_track_page(track: Track) -> TrackPage:
    page = TrackPage.objects.filter(track=track).first()
    if page is None:
        page = TrackPage(
            title=track.title_zh, title_en=track.title_en, slug=track.code, track=track
        )
        CoursesPage.objects.get().add_child(instance=page)
    return page


def make_course_page(course: Course, **extra: Any) -> CoursePage:
    page = CoursePage(
        **{
            "title": course.title_zh,
            "title_en": course.title_en,
            "slug": course.code.lower(),
            "course": course,
            "summary_zh": "在家里照护老人。",
            "summary_en": "Caring for elders at home.",
            **extra,
        }
    )
    make_track_page(course.track).add_child(instance=page)
    return page


def check(stem: str, *options: str, right: set[int]) -> dict[str, Any]:
    """A self-check as a page stores it."""
    return {
        "type": "check",
        "value": {
            "stem": stem,
            "options": [
                {"text": text, "is_right": number in right}
                for number, text in enumerate(options)
            ],
            "explanation": f"因为{stem}",
        },
    }


CHECKS = [
    check("先做什么？", "洗手", "喂饭", right={0}),
    check("哪些要报告？", "跌倒", "发热", "说笑", right={0, 1}),
]
BODY = [
    {"type": "text", "value": "<p>先<b>洗手</b>。</p>"},
    {
        "type": "steps",
        "value": {"title_zh": "步骤", "title_en": "Steps", "items": ["打湿", "搓手"]},
    },
    {"type": "caution", "value": "小心烫。"},
    {
        "type": "case",
        "value": {"title_zh": "打针", "title_en": "One injection", "text_zh": "不行。"},
    },
    {"type": "say", "value": ["奶奶，我来了。"]},
    {"type": "call_for_help", "value": "叫不醒，打120。"},
    {
        "type": "table",
        "value": {
            "title_zh": "一张表",
            "title_en": "A table",
            "table": {
                "columns": [
                    {"type": "text", "heading": "事情"},
                    {"type": "text", "heading": "怎么办"},
                ],
                "rows": [{"values": ["打针", "找护士"]}],
                "caption": "",
            },
        },
    },
]


def make_lesson_page(lesson: Lesson, **extra: Any) -> LessonPage:
    course = lesson.module.edition.course
    parent = CoursePage.objects.filter(course=course).first()
    page = LessonPage(
        **{
            "title": lesson.title_zh,
            "title_en": lesson.title_en,
            "slug": lesson.code.lower(),
            "lesson": lesson,
            "summary_zh": "这一课的摘要。",
            "summary_en": "What it is about.",
            "objectives_zh": "会洗手\n会戴手套",
            "objectives_en": "Wash hands\nWear gloves",
            "body": json.dumps(BODY),
            "self_checks": json.dumps(CHECKS),
            **extra,
        }
    )
    (parent or make_course_page(course)).add_child(instance=page)
    return page


def make_lesson_pages(edition: Edition) -> list[LessonPage]:
    lessons = Lesson.objects.filter(module__edition=edition)
    return [make_lesson_page(one) for one in lessons.select_related("module")]


def make_standard(number: int, **extra: Any) -> Standard:
    return Standard.objects.create(
        **{
            "code": f"STD{number:02d}",
            "number": number,
            "phase": "entry",
            "phase_zh": "进门",
            "phase_en": "At the door",
            "title_zh": f"标准{number}",
            "title_en": f"Standard of {number}",
            "requirement_zh": "敲门。",
            "requirement_en": "Knock.",
            "checks": [{"id": f"STD{number:02d}-C1", "zh": "敲门了", "en": "Knocked"}],
            **extra,
        }
    )


def make_standard_page(standard: Standard) -> StandardPage:
    page = StandardPage(
        title=standard.title_zh,
        title_en=standard.title_en,
        slug=standard.code.lower(),
        standard=standard,
        summary_zh=standard.requirement_zh,
        summary_en=standard.requirement_en,
    )
    StandardsIndexPage.objects.get().add_child(instance=page)
    return page


def make_lecturer_page(instructor: Instructor) -> LecturerPage:
    page = LecturerPage(
        title=str(instructor), slug=f"lecturer-{instructor.pk}", instructor=instructor
    )
    LecturersPage.objects.get().add_child(instance=page)
    return page


def make_news(title: str = "开班了", **extra: Any) -> NewsPage:
    parent = NewsIndexPage.objects.get()
    page = NewsPage(
        **{"title": title, "slug": f"news-{parent.get_children_count()}", **extra}
    )
    parent.add_child(instance=page)
    return page

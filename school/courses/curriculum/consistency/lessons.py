"""What a lessons file must satisfy, by itself and beside its course."""

from collections import Counter

from school.courses.curriculum.consistency.identity import (
    check_known,
    check_prefix,
    check_unique,
)
from school.courses.curriculum.course import Course
from school.courses.curriculum.lessons import LessonFile
from school.courses.curriculum.problems import Report

LESSONS_A_MODULE = 2


def check_lessons(lessons: LessonFile, report: Report) -> None:
    check_unique(lessons.lessons, report)
    check_prefix(lessons.lessons, lessons.course, report)
    for lesson in lessons.lessons:
        if not lesson.id.startswith(f"{lesson.module}-"):
            report.add(
                lesson.at("module"),
                "not_of_module",
                lesson=lesson.id,
                module=lesson.module,
            )


def check_lessons_of(course: Course, lessons: LessonFile, report: Report) -> None:
    if lessons.version != course.version:
        report.add(
            lessons.at("version"),
            "version_differs",
            version=lessons.version,
            must=course.version,
        )
    modules = {module.id for module in course.modules}
    stations = {station.id for station in course.stations}
    for lesson in lessons.lessons:
        check_known(lesson, "module", modules, report, code="unknown_module")
        check_known(lesson, "stations", stations, report, code="unknown_station")
    counts = Counter(lesson.module for lesson in lessons.lessons)
    for module in course.modules:
        if counts[module.id] != LESSONS_A_MODULE:
            report.add(
                lessons.at("lessons"),
                "lesson_count",
                module=module.id,
                count=counts[module.id],
                must=LESSONS_A_MODULE,
            )

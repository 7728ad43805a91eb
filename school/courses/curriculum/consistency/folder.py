"""What the files of one folder must satisfy together."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from school.courses.curriculum.consistency.identity import check_known
from school.courses.curriculum.consistency.lessons import check_lessons_of
from school.courses.curriculum.consistency.questions import (
    check_questions_of,
    check_questions_taught,
)
from school.courses.curriculum.course import Course
from school.courses.curriculum.files import SHAPES, ReadFile
from school.courses.curriculum.kinds import Located
from school.courses.curriculum.lessons import LessonFile
from school.courses.curriculum.points import PointsFile
from school.courses.curriculum.problems import Report
from school.courses.curriculum.questions import QuestionFile
from school.courses.curriculum.signoff import Signoff
from school.courses.curriculum.standards import Standards
from school.courses.curriculum.tracks import Tracks

Part = TypeVar("Part", bound=Located)
Other = TypeVar("Other", bound=Located)
SCHEMAS = {shape: schema for schema, shape in SHAPES.items()}


class Folder:
    """The files by what they are; malformed ones count as present but not as read."""

    def __init__(self, name: str, files: Iterable[ReadFile]) -> None:
        self.report = Report(name)
        self.files = tuple(files)

    @property
    def is_known(self) -> bool:
        """Whether every file could be told for what it is; else nothing is missed."""
        return all(file.shape is not None for file in self.files)

    def of(self, shape: type[Located]) -> list[ReadFile]:
        return [file for file in self.files if file.shape is shape]

    def read(self, shape: type[Part]) -> list[tuple[Part, Report]]:
        return [
            (file.content, file.report)
            for file in self.files
            if isinstance(file.content, shape)
        ]

    def pairs(
        self, first: type[Part], second: type[Other]
    ) -> list[tuple[Part, Other, Report]]:
        """The read files of two kinds which are about the same course."""
        return [
            (one.content, other.content, other.report)
            for one in self.of(first)
            for other in self.of(second)
            if one.course == other.course
            and isinstance(one.content, first)
            and isinstance(other.content, second)
        ]


def check_folder(folder: Folder) -> None:
    for shape in (Standards, PointsFile, Signoff, Tracks):
        _check_single(folder, shape)
    _check_courses(folder)
    for course, lessons, report in folder.pairs(Course, LessonFile):
        check_lessons_of(course, lessons, report)
    for course, questions, report in folder.pairs(Course, QuestionFile):
        check_questions_of(course, questions, report)
    for lessons, questions, report in folder.pairs(LessonFile, QuestionFile):
        check_questions_taught(lessons, questions, report)
    for check in (
        _check_standards_named,
        _check_standards,
        _check_signoff,
        _check_tracks,
    ):
        check(folder)


def _check_single(folder: Folder, shape: type[Located]) -> None:
    files = folder.of(shape)
    if not files and folder.is_known:
        folder.report.add(0, "missing_file", schema=SCHEMAS[shape])
    for file in files[1:]:
        file.report.add(1, "second_file", first=files[0].report.file)


def _check_courses(folder: Folder) -> None:
    courses = {file.course: file for file in reversed(folder.of(Course))}
    if not courses and folder.is_known:
        folder.report.add(0, "missing_file", schema=SCHEMAS[Course])
    for shape in (Course, LessonFile, QuestionFile):
        first: dict[str | None, ReadFile] = {}
        for file in folder.of(shape):
            if file.course in first:
                file.report.add(1, "second_file", first=first[file.course].report.file)
            first.setdefault(file.course, file)
            if folder.is_known and file.course not in courses:
                file.report.add(file.line, "unknown_course", name=file.course)
        for code in courses.keys() - first.keys() if folder.is_known else ():
            folder.report.add(
                0, "missing_course_file", schema=SCHEMAS[shape], course=code
            )
    for key in ("slug", "badge_color"):
        _check_distinct(folder, key)


def _check_distinct(folder: Folder, key: str) -> None:
    taken: dict[str, str] = {}
    for course, report in folder.read(Course):
        value = getattr(course, key)
        if value in taken:
            report.add(course.at(key), "shared_value", key=key, course=taken[value])
        taken.setdefault(value, course.code)


def _known(
    folder: Folder, shape: type[Part], names: Callable[[Part], Iterable[str]]
) -> set[str] | None:
    """The names that all files of a kind give, or None when one could not be read."""
    contents = [content for content, _ in folder.read(shape)]
    if not folder.is_known or len(contents) != len(folder.of(shape)):
        return None
    return {name for content in contents for name in names(content)}


def _check_standards_named(folder: Folder) -> None:
    known = _known(
        folder, Standards, lambda file: [standard.code for standard in file.items]
    )
    if known is None:
        return
    for lessons, report in folder.read(LessonFile):
        for lesson in lessons.lessons:
            check_known(lesson, "standards", known, report, code="unknown_standard")
    for questions, report in folder.read(QuestionFile):
        for question in questions.questions:
            check_known(question, "standard", known, report, code="unknown_standard")


def _check_standards(folder: Folder) -> None:
    stations = _known(
        folder, Course, lambda course: [station.id for station in course.stations]
    )
    rules = _known(folder, PointsFile, lambda file: [rule.code for rule in file.rules])
    deductions = _known(
        folder,
        PointsFile,
        lambda file: [rule.code for rule in file.rules if rule.delta < 0],
    )
    for standards, report in folder.read(Standards):
        for standard in standards.items:
            if stations is not None:
                check_known(
                    standard,
                    "related_stations",
                    stations,
                    report,
                    code="unknown_station",
                )
            if rules is None or deductions is None:
                continue
            check_known(standard, "breach_rule", rules, report, code="unknown_rule")
            if standard.breach_rule in rules - deductions:
                report.add(
                    standard.at("breach_rule"),
                    "breach_without_deduction",
                    standard=standard.code,
                    rule=standard.breach_rule,
                )


def _check_signoff(folder: Folder) -> None:
    courses = {file.course for file in folder.of(Course)}
    lessons = _known(
        folder, LessonFile, lambda file: [lesson.id for lesson in file.lessons]
    )
    for signoff, report in folder.read(Signoff):
        for confirm in signoff.courses:
            if folder.is_known and confirm.course not in courses:
                report.add(confirm.at("course"), "unknown_course", name=confirm.course)
            for point in confirm.points:
                if lessons is not None:
                    check_known(
                        point, "lessons", lessons, report, code="unknown_lesson"
                    )
        for code in courses - {confirm.course for confirm in signoff.courses}:
            report.add(signoff.at("courses"), "no_confirm_list", course=code)


def _check_tracks(folder: Folder) -> None:
    courses = {str(file.course) for file in folder.of(Course)}
    if not folder.is_known:
        return
    for tracks, report in folder.read(Tracks):
        placed: set[str] = set()
        for track in tracks.tracks:
            check_known(track, "courses", courses, report, code="unknown_course")
            placed.update(track.courses)
        for code in sorted(courses - placed):
            report.add(tracks.at("tracks"), "in_no_track", course=code)

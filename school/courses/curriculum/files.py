"""The files of one folder, each built into its shape where it can be."""

from dataclasses import dataclass
from pathlib import Path

from school.courses.curriculum.builder import Builder, Checks
from school.courses.curriculum.consistency.course import check_course
from school.courses.curriculum.consistency.lessons import check_lessons
from school.courses.curriculum.consistency.parts import PART_CHECKS
from school.courses.curriculum.consistency.points import check_points
from school.courses.curriculum.consistency.questions import check_questions
from school.courses.curriculum.consistency.signoff import check_signoff
from school.courses.curriculum.consistency.standards import check_standards
from school.courses.curriculum.consistency.tracks import check_tracks
from school.courses.curriculum.course import Course
from school.courses.curriculum.kinds import Located
from school.courses.curriculum.lessons import LessonFile
from school.courses.curriculum.nodes import Scalar, Table, load
from school.courses.curriculum.points import PointsFile
from school.courses.curriculum.problems import Report
from school.courses.curriculum.questions import QuestionFile
from school.courses.curriculum.signoff import Signoff
from school.courses.curriculum.standards import Standards
from school.courses.curriculum.tracks import Tracks

SHAPES: dict[str, type[Located]] = {
    "night-school-course/1": Course,
    "night-school-lessons/1": LessonFile,
    "night-school-questions/1": QuestionFile,
    "night-school-standards/1": Standards,
    "night-school-points/1": PointsFile,
    "night-school-signoff/1": Signoff,
    "night-school-tracks/1": Tracks,
}
FILE_CHECKS: Checks = {
    **PART_CHECKS,
    Course: check_course,
    LessonFile: check_lessons,
    QuestionFile: check_questions,
    Standards: check_standards,
    PointsFile: check_points,
    Signoff: check_signoff,
    Tracks: check_tracks,
}


@dataclass(frozen=True)
class ReadFile:
    """One file: what it claims to be, and its content unless malformed."""

    report: Report
    shape: type | None = None
    content: Located | None = None
    course: str | None = None
    line: int = 0


def read_file(path: Path) -> ReadFile:
    report = Report(path.name)
    table = load(path, report)
    if table is None:
        return ReadFile(report)
    shape = _shape(table, report)
    if shape is None:
        return ReadFile(report)
    key = "code" if shape is Course else "course"
    course = table.nodes.get(key)
    return ReadFile(
        report,
        shape,
        Builder(report, FILE_CHECKS).build(shape, table),
        str(course.value) if isinstance(course, Scalar) else None,
        table.lines.get(key, 1),
    )


def _shape(table: Table, report: Report) -> type[Located] | None:
    line = table.lines.get("schema", 1)
    schema = table.nodes.get("schema")
    if schema is None:
        report.add(line, "missing_key", where="", key="schema")
        return None
    written = schema.value if isinstance(schema, Scalar) else None
    if not isinstance(written, str) or written not in SHAPES:
        known = ", ".join(SHAPES)
        report.add(line, "unknown_schema", schema=written, known=known)
        return None
    return SHAPES[written]


def read_folder(folder: Path) -> list[ReadFile]:
    return [read_file(path) for path in sorted(folder.glob("*.yaml"))]

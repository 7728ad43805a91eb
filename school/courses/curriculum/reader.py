"""The one way in: a folder of files becomes a curriculum, or is refused whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from school.courses.curriculum.consistency.folder import Folder, check_folder
from school.courses.curriculum.course import Course
from school.courses.curriculum.files import read_folder
from school.courses.curriculum.lessons import Lesson, LessonFile
from school.courses.curriculum.plain import digest
from school.courses.curriculum.points import PointsFile
from school.courses.curriculum.problems import Malformed
from school.courses.curriculum.questions import Question, QuestionFile
from school.courses.curriculum.signoff import ConfirmPoint, Signoff
from school.courses.curriculum.standards import Standards
from school.courses.curriculum.tracks import Track, Tracks

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class CourseSet:
    """Everything that one edition of a course is made of."""

    course: Course
    track: Track
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]
    confirm: tuple[ConfirmPoint, ...]
    # station -> the standards that are seen at it
    standards: Mapping[str, tuple[str, ...]]

    @property
    def digest(self) -> str:
        """Of what the edition's own files say; the same words give the same digest."""
        return digest((self.course, self.lessons, self.questions, self.confirm))


@dataclass(frozen=True)
class Curriculum:
    tracks: tuple[Track, ...]
    courses: tuple[CourseSet, ...]
    standards: Standards
    points: PointsFile


def read(folder: Path = DATA) -> Curriculum:
    found = Folder(folder.name, read_folder(folder))
    check_folder(found)
    reports = [found.report, *(file.report for file in found.files)]
    problems = [problem for report in reports for problem in report.problems]
    if problems:
        raise Malformed(problems)
    return _assemble(found)


def _assemble(folder: Folder) -> Curriculum:
    lessons = {file.course: file.lessons for file, _ in folder.read(LessonFile)}
    questions = {file.course: file.questions for file, _ in folder.read(QuestionFile)}
    ((signoff, _),) = folder.read(Signoff)
    ((standards, _),) = folder.read(Standards)
    ((points, _),) = folder.read(PointsFile)
    confirm = {part.course: part.points for part in signoff.courses}
    ((tracks, _),) = folder.read(Tracks)
    courses = {course.code: course for course, _ in folder.read(Course)}
    sets = tuple(
        CourseSet(
            courses[code],
            track,
            lessons[code],
            (*courses[code].theory_questions, *questions[code]),
            confirm[code],
            _standards_seen(courses[code], standards),
        )
        for track in tracks.tracks
        for code in track.courses
    )
    return Curriculum(tracks.tracks, sets, standards, points)


def _standards_seen(course: Course, standards: Standards) -> dict[str, tuple[str, ...]]:
    return {
        station.id: tuple(
            standard.code
            for standard in standards.items
            if station.id in standard.related_stations
        )
        for station in course.stations
    }

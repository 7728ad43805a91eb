"""A result module by module: theory and practice, and which lessons to go back to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from school.assessment import corrections
from school.assessment.models import Paper, Result
from school.assessment.papers import chosen_of
from school.assessment.reports import StationReport
from school.assessment.rules.answers import is_right
from school.courses.models import Lesson, Module


@dataclass(slots=True)
class ModuleReport:
    module: Module
    asked: int = 0
    right: int = 0
    points: Decimal = Decimal(0)
    of: int = 0
    again: dict[int, Lesson] = field(default_factory=dict)

    @property
    def plain_points(self) -> str:
        return str(self.points).removesuffix(".0")

    @property
    def has_lost(self) -> bool:
        return self.right < self.asked or self.points < self.of

    @property
    def lessons(self) -> list[Lesson]:
        """Where to read again: of what was answered wrong, or lost at a station."""
        return sorted(self.again.values(), key=lambda lesson: lesson.number)


def modules_of(result: Result, stations: Sequence[StationReport]) -> list[ModuleReport]:
    """The modules that were asked or shown; a station of two modules stands in both."""
    found: dict[int, ModuleReport] = {}

    def report(module: Module) -> ModuleReport:
        return found.setdefault(module.pk, ModuleReport(module))

    for paper, was_right in _theory(result.attempt_id):
        _ask(report(paper.question.module), paper.question.lesson, was_right)
    for station in stations:
        for module in station.modules:
            _show(report(module), station)
    return sorted(found.values(), key=lambda one: one.module.number)


def _theory(attempt_id: int | None) -> Iterator[tuple[Paper, bool]]:
    papers = Paper.objects.filter(attempt=attempt_id).select_related(
        "question__module", "question__lesson", "answer"
    )
    keys = corrections.keys_of(paper.question for paper in papers)
    for paper in papers:
        yield paper, is_right(keys[paper.question_id], chosen_of(paper))


def _ask(report: ModuleReport, lesson: Lesson | None, was_right: bool) -> None:
    report.asked += 1
    report.right += was_right
    if lesson and not was_right:
        report.again[lesson.pk] = lesson


def _show(report: ModuleReport, station: StationReport) -> None:
    points = sum((Decimal(item.points) for item in station.items), Decimal(0))
    report.points += 0 if station.is_zeroed else points
    report.of += sum(item.of for item in station.items)
    if station.has_lost:
        report.again |= {
            lesson.pk: lesson
            for lesson in station.lessons
            if lesson.module_id == report.module.pk
        }

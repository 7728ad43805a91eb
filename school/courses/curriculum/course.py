"""The shape of a course file."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Between,
    Bilingual,
    ClockTime,
    Count,
    CourseCode,
    Hours,
    Located,
    Many,
    Minutes,
    ModuleId,
    Name,
    Period,
    Points,
    Slug,
    StationId,
    Version,
    Written,
)
from school.courses.curriculum.questions import Question

LeadRole = Literal[
    "head_teacher",
    "nurse_instructor",
    "elder_care_expert",
    "maternity_matron",
    "cleaning_trainer",
    "organising_trainer",
    "examiner",
]


@dataclass(frozen=True)
class Occupation(Bilingual):
    national_code: Annotated[str, Written(r"\d-\d{2}-\d{2}-\d{2}", "4-10-01-05")]
    related_trade: Bilingual


@dataclass(frozen=True)
class CertificateTerms:
    kind: Literal["training_completion"]
    title: Bilingual
    level_claim_allowed: Literal[False]
    disclaimer: Bilingual
    validity_months: Annotated[int, Between(1, 600)] | None
    note: Bilingual


@dataclass(frozen=True)
class HoursPlan(Located):
    unit_minutes: Literal[45]
    theory: Hours
    practical: Hours
    assessment: Hours
    total: Hours
    evenings: Annotated[int, Between(1, 200)]
    practical_share: Annotated[float, Between(0, 1)]


@dataclass(frozen=True)
class SessionClock(Located):
    start: ClockTime
    end: ClockTime
    periods: Annotated[tuple[Period, ...], Count(1, 6)]
    hours_per_evening: Annotated[int, Between(1, 6)]
    break_minutes: Annotated[int, Between(0, 60)]


@dataclass(frozen=True)
class Module(Located):
    id: ModuleId
    code: Name
    title: Bilingual
    theory_hours: Hours
    practical_hours: Hours
    hours: Hours
    topics: Annotated[tuple[Bilingual, ...], Many]


@dataclass(frozen=True)
class Evening(Located):
    no: Annotated[int, Between(1, 200)]
    id: Annotated[str, Written(r"[A-Z]{2}-E\d{2}", "EC-E01")]
    module: ModuleId | None
    theory_hours: Hours
    practical_hours: Hours
    assessment_hours: Hours
    hours: Hours
    title: Bilingual
    room: str
    lead_role: LeadRole


@dataclass(frozen=True)
class MicroLesson(Located):
    id: Annotated[str, Written(r"[A-Z]{2}-L\d{1,2}", "EC-L1")]
    minutes: Minutes
    counts_toward_hours: Literal[False]
    module: ModuleId
    title: Bilingual


@dataclass(frozen=True)
class TheoryExam(Located):
    question_count: Annotated[int, Between(1, 200)]
    points_per_question: Points
    max_points: Points
    pass_points: Points
    time_limit_minutes: Minutes
    multiple_choice_scoring: Literal["all_or_nothing"]
    retakes: Annotated[int, Between(0, 10)]
    large_print_and_read_aloud: bool


@dataclass(frozen=True)
class DrawMode(Located):
    mandatory_stations: tuple[StationId, ...]
    random_stations: Annotated[int, Between(0, 20)]
    pool: tuple[StationId, ...]
    score: Literal["mean of the drawn stations"]
    note: Bilingual


@dataclass(frozen=True)
class FullMode:
    score: Literal["sum(station_score * weight) / 100"]
    note: Bilingual


@dataclass(frozen=True)
class PracticalModes:
    draw: DrawMode
    full: FullMode


@dataclass(frozen=True)
class ExaminerCount(Located):
    min: Annotated[int, Between(1, 5)]
    recommended: Annotated[int, Between(1, 5)]


@dataclass(frozen=True)
class PracticalExam(Located):
    max_points: Points
    pass_points: Points
    modes: PracticalModes
    examiners_per_station: ExaminerCount
    score_merge: Literal["arithmetic mean of examiners, one decimal, half-up"]
    arbitration_when_gap_over: Points
    critical_fail_needs_second_confirmation: bool
    examiner_not_own_trainer: str
    scheduling_note: Bilingual
    overtime: Bilingual
    retakes: Annotated[int, Between(0, 10)]


@dataclass(frozen=True)
class CriticalFailEffects:
    fail_station: Bilingual
    fail_practical: Bilingual


@dataclass(frozen=True)
class PassRule(Located):
    all_of: Annotated[tuple[str, ...], Many]
    note: Bilingual


@dataclass(frozen=True)
class Assessment:
    theory: TheoryExam
    practical: PracticalExam
    critical_fail_effects: CriticalFailEffects
    pass_rule: PassRule


@dataclass(frozen=True)
class Item(Located, Bilingual):
    id: Annotated[str, Written(r"[A-Z]{2}-S\d{2}-I\d{2}", "EC-S01-I01")]
    points: Annotated[int, Between(1, 100)]


@dataclass(frozen=True)
class CriticalFail(Located, Bilingual):
    id: Annotated[str, Written(r"[A-Z]{2}-S\d{2}-X\d", "EC-S01-X1")]
    effect: Literal["fail_station", "fail_practical"]


@dataclass(frozen=True)
class Station(Located):
    id: StationId
    title: Bilingual
    modules: Annotated[tuple[ModuleId, ...], Many]
    time_limit_minutes: Minutes
    weight: Annotated[int, Between(0, 100)]
    max_points: Literal[100]
    scenario: Bilingual
    equipment: Annotated[tuple[Bilingual, ...], Many]
    items: Annotated[tuple[Item, ...], Many]
    critical_fails: tuple[CriticalFail, ...]


@dataclass(frozen=True)
class Course(Located):
    schema: str
    code: CourseCode
    slug: Slug
    version: Version
    language: Annotated[tuple[Literal["zh", "en"], ...], Count(2, 2)]
    title: Bilingual
    badge_color: Name
    occupation: Occupation
    certificate: CertificateTerms
    audience: Bilingual
    objectives: Annotated[tuple[Bilingual, ...], Many]
    class_size_max: Annotated[int, Between(1, 200)]
    trainer_assistant_ratio: Bilingual
    hours: HoursPlan
    session_clock: SessionClock
    modules: Annotated[tuple[Module, ...], Many]
    sessions: Annotated[tuple[Evening, ...], Many]
    micro_lessons: tuple[MicroLesson, ...]
    assessment: Assessment
    theory_questions: tuple[Question, ...]
    stations: Annotated[tuple[Station, ...], Many]

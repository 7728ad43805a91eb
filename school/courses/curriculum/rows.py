"""What the values of the curriculum are called in the tables: column -> value."""

from collections.abc import Iterable
from typing import Any

from school.courses.curriculum.course import Course, ExaminerCount
from school.courses.curriculum.kinds import Bilingual
from school.courses.curriculum.plain import plain
from school.courses.curriculum.reader import CourseSet, Curriculum
from school.courses.curriculum.standards import Standards

Row = dict[str, Any]


def pair(name: str, text: Bilingual) -> Row:
    return {f"{name}_zh": text.zh, f"{name}_en": text.en}


def pairs(texts: Iterable[Bilingual]) -> list[dict[str, str]]:
    return [{"zh": text.zh, "en": text.en} for text in texts]


def tracks(value: Curriculum) -> dict[str, Row]:
    colours = {part.track.code: part.course.badge_color for part in value.courses}
    return {
        track.code: {
            **pair("title", track.title),
            "colour": colours[track.code],
            "position": position,
        }
        for position, track in enumerate(value.tracks, start=1)
    }


def edition(part: CourseSet) -> Row:
    course = part.course
    theory = course.assessment.theory
    practical = course.assessment.practical
    minutes = course.hours.unit_minutes
    return {
        **pair("audience", course.audience),
        "objectives": pairs(course.objectives),
        **pair("disclaimer", course.certificate.disclaimer),
        "class_size_max": course.class_size_max,
        "theory_minutes": course.hours.theory * minutes,
        "practical_minutes": course.hours.practical * minutes,
        "assessment_minutes": course.hours.assessment * minutes,
        "exam_questions": theory.question_count,
        "exam_points_each": theory.points_per_question,
        "exam_minutes": theory.time_limit_minutes,
        "exam_retakes": theory.retakes,
        "drawn_stations": practical.modes.draw.random_stations,
        "practical_retakes": practical.retakes,
        "moderate_over": practical.arbitration_when_gap_over,
        "examiners_per_station": _examiners(practical.examiners_per_station),
        "pass_theory": theory.pass_points,
        "pass_practical": practical.pass_points,
        "pass_attendance_percent": attendance_percent(course),
        "to_confirm": [
            {"zh": point.zh, "en": point.en, "lessons": list(point.lessons)}
            for point in part.confirm
        ],
    }


def _examiners(count: ExaminerCount) -> int:
    """As many as are recommended; nobody is marked by one alone."""
    return min(max(count.recommended, 2), 4)


def attendance_percent(course: Course) -> int:
    prefix = "attendance_rate >= "
    (share,) = (
        condition.removeprefix(prefix)
        for condition in course.assessment.pass_rule.all_of
        if condition.startswith(prefix)
    )
    return round(float(share) * 100)


def modules(course: Course) -> dict[str, Row]:
    minutes = course.hours.unit_minutes
    return {
        module.id: {
            **pair("title", module.title),
            "number": number,
            "theory_minutes": module.theory_hours * minutes,
            "practical_minutes": module.practical_hours * minutes,
            "topics": pairs(module.topics),
        }
        for number, module in enumerate(course.modules, start=1)
    }


def evenings(course: Course, module_ids: dict[str, int]) -> dict[str, Row]:
    minutes = course.hours.unit_minutes
    return {
        evening.id: {
            **pair("title", evening.title),
            "number": evening.no,
            "module_id": module_ids[evening.module] if evening.module else None,
            "theory_minutes": evening.theory_hours * minutes,
            "practical_minutes": evening.practical_hours * minutes,
            "assessment_minutes": evening.assessment_hours * minutes,
            "room": evening.room,
            "lead_role": evening.lead_role,
        }
        for evening in course.sessions
    }


def lessons(part: CourseSet, module_ids: dict[str, int]) -> dict[str, Row]:
    numbers: dict[str, int] = {}
    rows: dict[str, Row] = {}
    for lesson in part.lessons:
        numbers[lesson.module] = numbers.get(lesson.module, 0) + 1
        rows[lesson.id] = {
            **pair("title", lesson.title),
            "module_id": module_ids[lesson.module],
            "number": numbers[lesson.module],
            "reading_minutes": lesson.minutes,
        }
    return rows


def stations(course: Course) -> dict[str, Row]:
    draw = course.assessment.practical.modes.draw
    return {
        station.id: {
            **pair("title", station.title),
            **pair("scenario", station.scenario),
            "number": number,
            "equipment": pairs(station.equipment),
            "minutes": station.time_limit_minutes,
            "weight": station.weight,
            "is_mandatory": station.id in draw.mandatory_stations,
            "is_in_pool": station.id in draw.pool,
        }
        for number, station in enumerate(course.stations, start=1)
    }


def items(course: Course, station_ids: dict[str, int]) -> dict[str, Row]:
    return {
        item.id: {
            **pair("text", item),
            "station_id": station_ids[station.id],
            "number": number,
            "points": item.points,
        }
        for station in course.stations
        for number, item in enumerate(station.items, start=1)
    }


def critical_fails(course: Course, station_ids: dict[str, int]) -> dict[str, Row]:
    return {
        fail.id: {
            **pair("text", fail),
            "station_id": station_ids[station.id],
            "number": number,
            "effect": fail.effect,
        }
        for station in course.stations
        for number, fail in enumerate(station.critical_fails, start=1)
    }


def standards(value: Standards) -> dict[str, Row]:
    phases = {phase.code: phase.title for phase in value.phases}
    return {
        standard.code: {
            **pair("title", standard.title),
            **pair("requirement", standard.requirement),
            **pair("phase", phases[standard.phase]),
            "number": standard.no,
            "phase": standard.phase,
            "checks": plain(standard.checks),
            "red_line": standard.red_line,
            "breach_rule": standard.breach_rule,
        }
        for standard in value.items
    }

"""What a whole course file must satisfy."""

from school.courses.curriculum.consistency.identity import (
    check_known,
    check_prefix,
    check_sequence,
    check_unique,
)
from school.courses.curriculum.course import Course
from school.courses.curriculum.problems import Report

COURSE_QUESTIONS = 20


def check_course(course: Course, report: Report) -> None:
    _check_names(course, report)
    _check_references(course, report)
    _check_hours(course, report)
    _check_evenings(course, report)
    _check_assessment(course, report)
    if course.language != ("zh", "en"):
        report.add(course.at("language"), "languages")


def _check_names(course: Course, report: Report) -> None:
    critical = [fail for station in course.stations for fail in station.critical_fails]
    items = [item for station in course.stations for item in station.items]
    for parts in (
        course.modules,
        course.sessions,
        course.micro_lessons,
        course.stations,
        course.theory_questions,
        items,
        critical,
    ):
        check_unique(parts, report)
        check_prefix(parts, course.code, report)
    check_unique(course.modules, report, key="code")
    check_sequence(course.sessions, report, code="evening_order")


def _check_references(course: Course, report: Report) -> None:
    modules = {module.id for module in course.modules}
    for part in (*course.sessions, *course.micro_lessons, *course.theory_questions):
        check_known(part, "module", modules, report, code="unknown_module")
    for station in course.stations:
        check_known(station, "modules", modules, report, code="unknown_module")
    stations = {station.id for station in course.stations}
    draw = course.assessment.practical.modes.draw
    for key in ("mandatory_stations", "pool"):
        check_known(draw, key, stations, report, code="unknown_station")


def _check_hours(course: Course, report: Report) -> None:
    plan = course.hours
    for key in ("theory", "practical"):
        declared = getattr(plan, key)
        total = sum(getattr(module, f"{key}_hours") for module in course.modules)
        if total != declared:
            report.add(
                plan.at(key),
                "module_hours_sum",
                key=f"{key}_hours",
                total=total,
                declared=declared,
            )
    assessed = sum(evening.assessment_hours for evening in course.sessions)
    if assessed != plan.assessment:
        report.add(
            plan.at("assessment"),
            "assessment_hours_sum",
            total=assessed,
            declared=plan.assessment,
        )


def _check_evenings(course: Course, report: Report) -> None:
    if len(course.sessions) != course.hours.evenings:
        report.add(
            course.hours.at("evenings"),
            "evening_count",
            count=len(course.sessions),
            declared=course.hours.evenings,
        )
    for evening in course.sessions:
        code = f"{course.code}-E{evening.no:02d}"
        if evening.id != code:
            report.add(evening.at("id"), "evening_code", evening=evening.id, must=code)
        if evening.hours != course.session_clock.hours_per_evening:
            report.add(
                evening.at("hours"),
                "evening_length",
                evening=evening.id,
                hours=evening.hours,
                must=course.session_clock.hours_per_evening,
            )
    for module in course.modules:
        for key in ("theory_hours", "practical_hours"):
            declared = getattr(module, key)
            total = sum(
                getattr(evening, key)
                for evening in course.sessions
                if evening.module == module.id
            )
            if total != declared:
                report.add(
                    module.at(key),
                    "module_evenings",
                    module=module.id,
                    key=key,
                    total=total,
                    declared=declared,
                )


def _check_assessment(course: Course, report: Report) -> None:
    weights = sum(station.weight for station in course.stations)
    if weights != 100:
        report.add(course.at("stations"), "station_weights", total=weights, must=100)
    if len(course.theory_questions) != COURSE_QUESTIONS:
        report.add(
            course.at("theory_questions"),
            "question_count",
            count=len(course.theory_questions),
            must=COURSE_QUESTIONS,
        )
    theory = course.assessment.theory
    for question in course.theory_questions:
        if question.points != theory.points_per_question:
            report.add(
                question.at("points"),
                "question_points",
                question=question.id,
                points=question.points,
                must=theory.points_per_question,
            )
    rule = course.assessment.pass_rule
    practical = course.assessment.practical
    for index, condition in enumerate(rule.all_of):
        for part, must in (
            ("theory", theory.pass_points),
            ("practical", practical.pass_points),
        ):
            if condition.startswith(f"{part} >=") and condition != f"{part} >= {must}":
                report.add(
                    rule.at("all_of", index),
                    "pass_rule_differs",
                    condition=condition,
                    must=must,
                )

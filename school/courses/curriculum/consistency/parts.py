"""What one part alone must satisfy; asked as soon as that part is built."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from school.courses.curriculum.consistency.identity import Identified
from school.courses.curriculum.course import (
    DrawMode,
    Evening,
    ExaminerCount,
    HoursPlan,
    Module,
    PassRule,
    PracticalExam,
    SessionClock,
    Station,
    TheoryExam,
)
from school.courses.curriculum.kinds import Written
from school.courses.curriculum.lessons import SelfCheck, TableBlock
from school.courses.curriculum.problems import Report
from school.courses.curriculum.questions import FurtherQuestion, Question

OPTION_KEYS = "ABCDEF"
PASS_CONDITIONS = (
    Written(r"theory >= \d+", "theory >= 60"),
    Written(r"practical >= \d+", "practical >= 60"),
    Written(r"attendance_rate >= (0\.\d+|1\.0+)", "attendance_rate >= 0.80"),
    Written(r"no unresolved fail_practical", "no unresolved fail_practical"),
)


def check_module(module: Module, report: Report) -> None:
    total = module.theory_hours + module.practical_hours
    if module.hours != total:
        report.add(
            module.at("hours"),
            "module_hours",
            module=module.id,
            hours=module.hours,
            total=total,
        )


def check_evening(evening: Evening, report: Report) -> None:
    taught = evening.theory_hours + evening.practical_hours
    if evening.hours != taught + evening.assessment_hours:
        report.add(
            evening.at("hours"),
            "evening_hours",
            evening=evening.id,
            hours=evening.hours,
            total=taught + evening.assessment_hours,
        )
    if (evening.module is None) != (taught == 0):
        report.add(evening.at("module"), "evening_purpose", evening=evening.id)


def check_hours(hours: HoursPlan, report: Report) -> None:
    total = hours.theory + hours.practical + hours.assessment
    if hours.total != total:
        report.add(hours.at("total"), "hours_total", total=total, hours=hours.total)
    share = round(hours.practical / total, 2) if total else 0
    if abs(hours.practical_share - share) > 0.005:
        report.add(
            hours.at("practical_share"),
            "practical_share",
            share=hours.practical_share,
            must=share,
        )


def check_clock(clock: SessionClock, report: Report) -> None:
    line = clock.at("periods")
    if len(clock.periods) != clock.hours_per_evening:
        report.add(
            line,
            "period_count",
            count=len(clock.periods),
            must=clock.hours_per_evening,
        )
    spans = [
        tuple(datetime.strptime(end, "%H:%M") for end in period.split("-"))
        for period in clock.periods
    ]
    for index, (start, end) in enumerate(spans):
        if end - start != timedelta(minutes=45):
            report.add(
                clock.at("periods", index),
                "period_length",
                period=clock.periods[index],
            )
    pause = timedelta(minutes=clock.break_minutes)
    for index in range(1, len(spans)):
        if spans[index][0] - spans[index - 1][1] != pause:
            report.add(
                clock.at("periods", index),
                "period_break",
                period=clock.periods[index],
                minutes=clock.break_minutes,
            )
    written = (clock.periods[0][:5], clock.periods[-1][-5:])
    if written != (clock.start, clock.end):
        report.add(line, "clock_span", start=clock.start, end=clock.end)


def check_theory(theory: TheoryExam, report: Report) -> None:
    total = theory.question_count * theory.points_per_question
    if theory.max_points != total:
        report.add(
            theory.at("max_points"),
            "theory_points",
            points=theory.max_points,
            total=total,
        )
    if theory.pass_points > theory.max_points:
        report.add(theory.at("pass_points"), "pass_above_most", most=theory.max_points)


def check_practical(practical: PracticalExam, report: Report) -> None:
    if practical.pass_points > practical.max_points:
        report.add(
            practical.at("pass_points"), "pass_above_most", most=practical.max_points
        )


def check_examiners(examiners: ExaminerCount, report: Report) -> None:
    if examiners.min > examiners.recommended:
        report.add(examiners.at("min"), "examiner_count")


def check_draw(draw: DrawMode, report: Report) -> None:
    if draw.random_stations > len(draw.pool):
        report.add(
            draw.at("random_stations"),
            "draw_too_many",
            count=draw.random_stations,
            pool=len(draw.pool),
        )
    if not draw.mandatory_stations and not draw.random_stations:
        report.add(draw.at(), "draw_empty")
    seen = set(draw.mandatory_stations)
    for index, station in enumerate(draw.pool):
        if station in seen:
            report.add(draw.at("pool", index), "draw_twice", station=station)
        seen.add(station)


def check_pass_rule(rule: PassRule, report: Report) -> None:
    for index, condition in enumerate(rule.all_of):
        if not any(form.accepts(condition) for form in PASS_CONDITIONS):
            report.add(
                rule.at("all_of", index),
                "pass_condition",
                condition=condition,
                examples=", ".join(form.example for form in PASS_CONDITIONS),
            )
    for form in PASS_CONDITIONS:
        given = sum(form.accepts(condition) for condition in rule.all_of)
        if given != 1:
            report.add(rule.at("all_of"), "pass_condition_once", example=form.example)


def check_station(station: Station, report: Report) -> None:
    total = sum(item.points for item in station.items)
    if total != station.max_points:
        report.add(
            station.at("items"),
            "item_points",
            station=station.id,
            total=total,
            must=station.max_points,
        )
    parts: tuple[Identified, ...] = (*station.items, *station.critical_fails)
    for part in parts:
        if not part.id.startswith(f"{station.id}-"):
            report.add(
                part.at("id"), "not_of_station", part=part.id, station=station.id
            )


def check_question(question: Question, report: Report) -> None:
    keys = [option.key for option in question.options]
    if question.type == "true_false":
        if keys != ["T", "F"]:
            report.add(
                question.at("options"), "true_false_options", question=question.id
            )
    elif keys != list(OPTION_KEYS[: len(keys)]):
        report.add(question.at("options"), "option_keys", question=question.id)
    for language in ("zh", "en"):
        texts = [getattr(option, language).strip() for option in question.options]
        if len(set(texts)) != len(texts):
            report.add(question.at("options"), "same_options", question=question.id)
    _check_answer(question, keys, report)


def _check_answer(question: Question, keys: list[str], report: Report) -> None:
    line = question.at("answer")
    for answer in question.answer:
        if answer not in keys:
            report.add(line, "answer_unknown", question=question.id, answer=answer)
    count = len(question.answer)
    if len(set(question.answer)) != count:
        report.add(line, "answer_repeated", question=question.id)
    if question.type == "multiple":
        if count < 2:
            report.add(line, "too_few_answers", question=question.id)
    elif count != 1:
        report.add(line, "one_answer", question=question.id, count=count)


def check_self_check(check: SelfCheck, report: Report) -> None:
    line = check.at("answer")
    for answer in check.answer:
        if answer >= len(check.options):
            report.add(
                line, "answer_index", index=answer, highest=len(check.options) - 1
            )
    if list(check.answer) != sorted(set(check.answer)):
        report.add(line, "answer_order")
    if len(set(check.options)) != len(check.options):
        report.add(check.at("options"), "same_options", question=check.stem)


def check_table(table: TableBlock, report: Report) -> None:
    for index, row in enumerate(table.rows):
        if len(row) != len(table.header):
            report.add(
                table.at("rows", index),
                "row_width",
                cells=len(row),
                columns=len(table.header),
            )


PART_CHECKS: dict[type, Callable[[Any, Report], None]] = {
    Module: check_module,
    Evening: check_evening,
    HoursPlan: check_hours,
    SessionClock: check_clock,
    TheoryExam: check_theory,
    PracticalExam: check_practical,
    ExaminerCount: check_examiners,
    DrawMode: check_draw,
    PassRule: check_pass_rule,
    Station: check_station,
    Question: check_question,
    FurtherQuestion: check_question,
    SelfCheck: check_self_check,
    TableBlock: check_table,
}

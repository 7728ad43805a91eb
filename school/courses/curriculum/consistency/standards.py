"""What the standards file must satisfy."""

from school.courses.curriculum.consistency.identity import (
    check_known,
    check_sequence,
    check_unique,
)
from school.courses.curriculum.problems import Report
from school.courses.curriculum.standards import Standard, Standards

STANDARDS = 20


def check_standards(standards: Standards, report: Report) -> None:
    check_unique(standards.phases, report, key="code")
    check_unique(standards.items, report, key="code")
    check_unique(
        [check for standard in standards.items for check in standard.checks], report
    )
    check_sequence(standards.items, report, code="standard_order")
    if len(standards.items) != STANDARDS:
        report.add(
            standards.at("items"),
            "standard_count",
            count=len(standards.items),
            must=STANDARDS,
        )
    phases = {phase.code for phase in standards.phases}
    for standard in standards.items:
        check_known(standard, "phase", phases, report, code="unknown_phase")
        _check_standard(standard, standards.spot_check.points_per_item, report)
    _check_spot_check(standards, report)


def _check_standard(standard: Standard, points: int, report: Report) -> None:
    code = f"STD{standard.no:02d}"
    if standard.code != code:
        report.add(
            standard.at("code"), "standard_code", standard=standard.code, must=code
        )
    if standard.spot_check_points != points:
        report.add(
            standard.at("spot_check_points"),
            "standard_points",
            standard=standard.code,
            points=standard.spot_check_points,
            must=points,
        )
    for check in standard.checks:
        if not check.id.startswith(f"{standard.code}-"):
            report.add(check.at("id"), "foreign_id", id=check.id, prefix=standard.code)


def _check_spot_check(standards: Standards, report: Report) -> None:
    spot_check = standards.spot_check
    total = sum(standard.spot_check_points for standard in standards.items)
    if total != spot_check.max_points:
        report.add(
            spot_check.at("max_points"),
            "spot_check_points",
            total=total,
            points=spot_check.max_points,
        )
    if spot_check.pass_points > spot_check.max_points:
        report.add(
            spot_check.at("pass_points"), "pass_above_most", most=spot_check.max_points
        )

"""What the points file must satisfy; design's guarantees for deductions among it."""

import re

from school.courses.curriculum.consistency.identity import check_known, check_unique
from school.courses.curriculum.kinds import Written
from school.courses.curriculum.points import PointsFile, PointsRule
from school.courses.curriculum.problems import Report

TRIGGERS = (
    Written(r"score < \d+", "score < 80"),
    Written(
        r"any rule with sets_red after the appeal window closes",
        "any rule with sets_red after the appeal window closes",
    ),
    Written(r"two [A-Z]\d{2} within \d+ months", "two N09 within 12 months"),
)


def check_points(points: PointsFile, report: Report) -> None:
    for parts in (points.rules, points.catalogue):
        check_unique(parts, report, key="code")
        check_unique(parts, report, key="key")
    check_unique(points.tiers, report, key="code")
    for rule in points.rules:
        _check_rule(rule, points, report)
    _check_tiers(points, report)
    _check_red_card(points, report)
    tiers = {tier.code for tier in points.tiers}
    for reward in points.catalogue:
        check_known(reward, "min_tier", tiers, report, code="unknown_tier")
        check_known(
            reward.limit,
            "period",
            points.posting.periods,
            report,
            code="unknown_period",
        )


def _check_rule(rule: PointsRule, points: PointsFile, report: Report) -> None:
    check_known(
        rule.cap, "period", points.posting.periods, report, code="unknown_period"
    )
    most = rule.cap.max_abs_points
    if most is not None and abs(rule.delta) > most:
        report.add(
            rule.cap.at("max_abs_points"), "cap_below_rule", rule=rule.code, most=most
        )
    if rule.delta == 0 and rule.delta_mode == "fixed":
        report.add(rule.at("delta"), "rule_without_points", rule=rule.code)
    if rule.delta < 0 and not (rule.second_confirmation and rule.appealable):
        report.add(rule.at("delta"), "deduction_unprotected", rule=rule.code)
    if rule.sets_red and rule.delta >= 0:
        report.add(rule.at("sets_red"), "red_without_deduction", rule=rule.code)
    if rule.category == "recovery" and rule.delta < 0:
        report.add(rule.at("delta"), "recovery_deducts", rule=rule.code)


def _check_tiers(points: PointsFile, report: Report) -> None:
    score = points.accounts.score
    if not score.min <= score.initial <= score.max:
        report.add(
            score.at("initial"), "initial_outside", low=score.min, high=score.max
        )
    expected = score.min
    for tier in sorted(points.tiers, key=lambda tier: tier.min_score):
        if tier.min_score != expected or tier.max_score < tier.min_score:
            report.add(tier.at("min_score"), "tier_gap", tier=tier.code, must=expected)
            return
        expected = tier.max_score + 1
    if expected != score.max + 1:
        report.add(points.at("tiers"), "tier_end", last=expected - 1, must=score.max)


def _check_red_card(points: PointsFile, report: Report) -> None:
    red = points.red_card
    line = points.at("red_card")
    for trigger in red.triggers:
        if not any(form.accepts(trigger) for form in TRIGGERS):
            examples = ", ".join(form.example for form in TRIGGERS)
            report.add(line, "red_trigger", trigger=trigger, examples=examples)
        for code in re.findall(r"\b[A-Z]\d{2}\b", trigger):
            if code not in {rule.code for rule in points.rules}:
                report.add(line, "unknown_rule", name=code)
    reds = [tier for tier in points.tiers if tier.card == "red"]
    if len(reds) != 1:
        report.add(points.at("tiers"), "one_red_tier", count=len(reds))
    elif f"score < {reds[0].max_score + 1}" not in red.triggers:
        report.add(line, "red_limit", must=reds[0].max_score + 1)

"""A version of the scheme in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from school.points.models.rule import Rule
from school.points.schemes.rules import Change, Problem

SAID = {
    "cap_below_amount": gettext_lazy(
        "the limit of a period is lower than what it gives or takes once"
    ),
    "cap_without_number": gettext_lazy("a period without the most points or times"),
    "number_without_period": gettext_lazy("a limit without its period"),
    "deduction_by_one": gettext_lazy("a deduction without a second person"),
    "no_evidence": gettext_lazy("no evidence is asked for"),
    "turned": gettext_lazy("what gives points cannot take them, nor the other way"),
    "tiers_with_gap": gettext_lazy("the tiers do not cover every score once"),
    "free_reward": gettext_lazy("a reward costs at least one point"),
    "unknown_tier": gettext_lazy("a reward asks for a tier that there is not"),
}
EVIDENCE: dict[str, Any] = {
    "appeal_decision": pgettext_lazy("evidence", "decision on the appeal"),
    "attendance_record": pgettext_lazy("evidence", "sign-in record"),
    "certificate_record": pgettext_lazy("evidence", "certificate register"),
    "client_review_on_order": pgettext_lazy("evidence", "review of the order"),
    "competition_result": pgettext_lazy("evidence", "result of the contest"),
    "complaint_case_closed_upheld": pgettext_lazy("evidence", "complaint found true"),
    "completed_order": pgettext_lazy("evidence", "completed order"),
    "decision_by_competent_authority": pgettext_lazy(
        "evidence", "decision of an authority"
    ),
    "document_check": pgettext_lazy("evidence", "check of the papers"),
    "external_certificate_check": pgettext_lazy(
        "evidence", "certificate looked up with its issuer"
    ),
    "health_check_record": pgettext_lazy("evidence", "health check on file"),
    "ledger_scan": pgettext_lazy("evidence", "the points ledger itself"),
    "micro_lesson_attempt": pgettext_lazy("evidence", "short lesson with its quiz"),
    "photo_with_consent": pgettext_lazy("evidence", "photo taken with consent"),
    "practical_assessment": pgettext_lazy("evidence", "marks of the practical"),
    "self_report": pgettext_lazy("evidence", "own report"),
    "service_log": pgettext_lazy("evidence", "service log"),
    "signed_contract_file": pgettext_lazy("evidence", "signed contract"),
    "standard_spot_check": pgettext_lazy("evidence", "spot check by the standards"),
    "theory_attempt": pgettext_lazy("evidence", "theory exam"),
    "volunteer_log": pgettext_lazy("evidence", "volunteer log"),
    "wage_followup": pgettext_lazy("evidence", "follow-up about work and pay"),
}
FIELDS: dict[str, Any] = {
    "title": pgettext_lazy("part of a rule", "what it says"),
    "is_on": pgettext_lazy("part of a rule", "whether it counts"),
    "delta": pgettext_lazy("part of a rule", "points"),
    "cap": pgettext_lazy("part of a rule", "the most in a period"),
    "evidence": pgettext_lazy("part of a rule", "what shows it"),
    "second_confirmation": pgettext_lazy("part of a rule", "a second person confirms"),
    "approval_above": pgettext_lazy("part of a rule", "by one person alone at most"),
    "text_label": pgettext_lazy("part of a tier", "what it is called"),
    "min_score": pgettext_lazy("part of a tier", "from"),
    "max_score": pgettext_lazy("part of a tier", "to"),
    "cost": pgettext_lazy("part of a reward", "points it costs"),
    "min_tier": pgettext_lazy("part of a reward", "least tier"),
    "limit": pgettext_lazy("part of a reward", "how often"),
}


def said(text: Mapping[str, str]) -> str:
    """A text of the scheme in the reader's language."""
    return text["zh" if (get_language() or "zh").startswith("zh") else "en"]


def said_of(problems: Iterable[Problem], body: Mapping[str, Any]) -> str:
    names = {
        one["code"]: said(one["title"])
        for part in ("rules", "catalogue")
        for one in body[part]
    }
    parts = [
        f"{names[one.about]}: {SAID[one.code]}" if one.about else str(SAID[one.code])
        for one in problems
    ]
    return "; ".join(parts)


def limit(cap: Mapping[str, Any]) -> str:
    """The most that a rule gives or takes."""
    period = cap["period"]
    if period == Rule.CapPeriod.NONE:
        return ""
    if period not in {"month", "quarter", "year"}:
        return str(Rule.CapPeriod(period).label)
    parts = []
    if cap["max_abs_points"] is not None:
        parts.append(_points(period) % {"most": cap["max_abs_points"]})
    if cap["max_times"] is not None:
        parts.append(_times(period) % {"most": cap["max_times"]})
    return " · ".join(parts)


def _points(period: str) -> str:
    return {
        "month": _("at most %(most)s points a month"),
        "quarter": _("at most %(most)s points a quarter"),
        "year": _("at most %(most)s points a year"),
    }[period]


def _times(period: str) -> str:
    return {
        "month": _("at most %(most)s times a month"),
        "quarter": _("at most %(most)s times a quarter"),
        "year": _("at most %(most)s times a year"),
    }[period]


def how_often(limit: Mapping[str, Any] | None) -> str:
    if not limit or limit.get("period") not in {"month", "quarter", "year"}:
        return ""
    return _times(limit["period"]) % {"most": limit["times"]}


def evidence(names: Iterable[str]) -> str:
    return " · ".join(str(EVIDENCE.get(name, name)) for name in names)


def alone(kept: Mapping[str, Any]) -> str:
    """Who may give it by hand."""
    if kept.get("second_confirmation"):
        return _("A second person confirms it.")
    most = kept.get("approval_above")
    if most is not None and kept["delta"] > most:
        return _("Given by hand, a second person confirms it.")
    return ""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule as the page shows it."""

    title: str
    points: int
    notes: Sequence[str]
    code: str = ""
    is_on: bool = True

    @property
    def end(self) -> str:
        return f"{self.points:+d}" if self.points else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one category."""

    title: str
    rows: list[Row] = field(default_factory=list)


def groups(body: Mapping[str, Any], *, with_off: bool = False) -> list[Group]:
    """The rules by category, in the order of the scheme."""
    found: dict[str, Group] = {}
    for kept in body["rules"]:
        is_on = kept.get("is_on", True)
        if not is_on and not with_off:
            continue
        title = str(Rule.Category(kept["category"]).label)
        group = found.setdefault(kept["category"], Group(title))
        notes = [limit(kept["cap"]), evidence(kept["evidence"]), alone(kept)]
        group.rows.append(
            Row(
                said(kept["title"]),
                kept["delta"],
                [note for note in notes if note],
                kept["code"],
                is_on,
            )
        )
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Differs:
    """A part that changes: its name, and each field as it was and as it will be."""

    title: str
    lines: Sequence[tuple[str, str, str]]


def differences(changes: Iterable[Change], tiers: Mapping[str, str]) -> list[Differs]:
    return [
        Differs(
            _title(one),
            [
                (
                    str(FIELDS[name]),
                    _value(one.before, name, tiers),
                    _value(one.after, name, tiers),
                )
                for name in one.fields
            ],
        )
        for one in changes
    ]


def _title(one: Change) -> str:
    return said(one.after["text_label" if one.part == "tiers" else "title"])


def _value(kept: Mapping[str, Any] | None, name: str, tiers: Mapping[str, str]) -> str:
    if kept is None:
        return "—"
    value = kept.get(name, True if name == "is_on" else None)
    match name:
        case "title" | "text_label":
            return said(value)
        case "cap":
            return limit(value) or _("no limit")
        case "limit":
            return how_often(value) or _("no limit")
        case "evidence":
            return evidence(value)
        case "is_on" | "second_confirmation":
            return _("yes") if value else _("no")
        case "min_tier":
            return tiers.get(value, value)
        case "delta":
            return f"{value:+d}"
    return "—" if value is None else str(value)


def tier_names(body: Mapping[str, Any]) -> dict[str, str]:
    return {one["code"]: said(one["text_label"]) for one in body["tiers"]}


def costs(points: int) -> str:
    return ngettext("%(points)s point", "%(points)s points", points) % {
        "points": points
    }

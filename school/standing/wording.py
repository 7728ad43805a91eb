"""Reasons and steps as a person reads them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from school.points.models import Rule
from school.standing.rules import Step
from school.ui.templatetags import ui

REASONS: Mapping[str, Any] = {
    "score": gettext_lazy("The integrity score is %(score)s."),
    "below": gettext_lazy("The integrity score is %(score)s, below %(least)s."),
    "low_score": gettext_lazy("The integrity score is %(score)s, below %(least)s."),
    "rule": gettext_lazy(
        "“%(title)s” of %(on)s was confirmed, and the time to appeal is over."
    ),
    "safety_twice": gettext_lazy(
        "A safety red line was crossed twice within twelve months: on %(first)s and on "
        "%(second)s."
    ),
    "to_lift": gettext_lazy(
        "What turned the card red has passed; the association has yet to lift it."
    ),
    "undone": gettext_lazy(
        "What turned the card red was taken back; the association has yet to lift it."
    ),
    "order": gettext_lazy("A retraining is to be done."),
    "training": gettext_lazy("The training on record counted through %(through)s."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A step in words, with where to go for it."""

    words: str
    is_done: bool
    note: str = ""
    href: str = ""


def reasons(kept: Sequence[Mapping[str, Any]]) -> list[str]:
    """As a standing or a change keeps them."""
    codes = {one["rule"] for one in kept if "rule" in one}
    # The version in force last: a rule that is switched off keeps its words.
    rules = Rule.objects.filter(code__in=codes).order_by("is_current", "pk")
    titles = {rule.code: rule.title for rule in rules}
    return [_reason(one, titles) for one in kept]


def _reason(kept: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    data = {name: _day(value) for name, value in kept.items() if name != "code"}
    if "rule" in kept:
        data["title"] = titles.get(kept["rule"], kept["rule"])
    return str(REASONS[kept["code"]]) % data


def _day(value: Any) -> Any:
    if isinstance(value, str) and len(value) == len("2026-12-03"):
        return ui.full_date(date.fromisoformat(value))
    return ui.full_date(value) if isinstance(value, date) else value


def step(one: Step, *, links: Mapping[str, str] | None = None) -> Shown:
    words, note = _STEPS[one.code](one)
    href = "" if one.is_done else (links or {}).get(one.code, "")
    return Shown(words, one.is_done, note, href)


def listed(steps: Iterable[Step]) -> str:
    """In one line, for a refusal."""
    return ui.listed([step(one).words for one in steps])


def _score(one: Step) -> tuple[str, str]:
    lacking, least = one.data["lacking"], one.data["least"]
    if one.is_done:
        return _("Integrity score of %(least)s or more") % {"least": least}, ""
    words = ngettext("%(lacking)s point to go", "%(lacking)s points to go", lacking)
    note = _("to an integrity score of %(least)s") % {"least": least}
    return words % {"lacking": lacking}, note


def _days(one: Step) -> tuple[str, str]:
    words = _("%(days)s days since the red card") % {"days": one.data["days"]}
    return words, _("full on %(day)s") % {"day": ui.full_date(one.data["on"])}


_STEPS: Mapping[str, Callable[[Step], tuple[str, str]]] = {
    "score": _score,
    "days": _days,
    "retraining": lambda one: (_("Complete the retraining"), ""),
    "training": lambda one: (
        _("Renew the training"),
        _("Any course of the school, or its refresher"),
    ),
    "cases": lambda one: (_("No complaint open"), ""),
    "decision": lambda one: (_("A decision of the competent authority"), ""),
    "approval": lambda one: (
        _("The association lifts the card"),
        _("A person looks at it and decides; no machine does."),
    ),
}

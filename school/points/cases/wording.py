"""How a case stands, to the worker: a word, and the shape beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.points.cases import rules
from school.points.cases.models import Case
from school.points.cases.models import Step as Line
from school.ui.templatetags.ui import full_date


@dataclass(frozen=True, slots=True)
class Standing:
    word: str
    kind: str
    # What she can do, or what happens next.
    next: str = ""


def standing(case: Case, *, cost: int | None, on: date) -> Standing:
    status = case.Status
    if case.recalled_at is not None and case.status not in case.FALLEN:
        return _recalled(case, cost=cost)
    match case.status:
        case status.NOTIFIED if rules.is_ripe(case.state, on=on):
            return Standing(
                _("The days to answer are over"),
                "attention",
                _("You may still answer until a second person has confirmed it."),
            )
        case status.NOTIFIED:
            return Standing(
                _("Please say how it was"),
                "attention",
                _("Until %(day)s, that day included. Nothing is deducted before.")
                % {"day": full_date(case.respond_by)},
            )
        case status.RESPONDED:
            return Standing(
                _("Your answer is being read"),
                "info",
                _("A second person reads it and decides. Nothing is deducted yet."),
            )
        case status.APPEALED:
            return Standing(
                _("Your appeal is being decided"),
                "info",
                _("By a third person, who had no part in it, until %(day)s.")
                % {"day": full_date(case.decide_by)},
            )
        case status.REVERSED:
            return Standing(_("The points are back"), "done")
        case status.WITHDRAWN:
            return Standing(_("Withdrawn, nothing is deducted"), "done")
    return _posted(case, cost=cost or 0, on=on)


def _recalled(case: Case, *, cost: int | None) -> Standing:
    """She is told that it was taken back, and that no machine decides for her either."""
    word = _("The platform has taken back what it said")
    if cost is None:
        said = _("A person looks at it again. Nothing is deducted before that.")
    else:
        said = _("A person decides whether the points come back. You need do nothing.")
    return Standing(word, "info", said)


def _posted(case: Case, *, cost: int, on: date) -> Standing:
    lost = ngettext("%(points)s point deducted", "%(points)s points deducted", cost) % {
        "points": cost
    }
    if rules.may_still_appeal(case.state, on=on):
        until = _("You may appeal until %(day)s, that day included.")
        return Standing(lost, "attention", until % {"day": full_date(case.appeal_by)})
    if case.outcome:
        return Standing(lost, "neutral", _("Your appeal was dismissed; it stays."))
    return Standing(lost, "neutral", _("The time to appeal is over."))


# To the worker, who is not told who it was.
EVENTS: dict[str, tuple[Any, str]] = {
    Line.Verb.PROPOSE: (Line.Verb.PROPOSE.label, "neutral"),
    Line.Verb.NOTIFY: (Line.Verb.NOTIFY.label, "attention"),
    Line.Verb.RESPOND: (Line.Verb.RESPOND.label, "info"),
    Line.Verb.RIPE: (Line.Verb.RIPE.label, "neutral"),
    Line.Verb.CONFIRM: (Line.Verb.CONFIRM.label, "refused"),
    Line.Verb.WITHDRAW: (Line.Verb.WITHDRAW.label, "done"),
    Line.Verb.APPEAL: (Line.Verb.APPEAL.label, "info"),
    Line.Verb.UPHOLD: (Line.Verb.UPHOLD.label, "done"),
    Line.Verb.DISMISS: (Line.Verb.DISMISS.label, "neutral"),
    Line.Verb.REVERSE: (Line.Verb.REVERSE.label, "done"),
    Line.Verb.RECALL: (Line.Verb.RECALL.label, "info"),
    Line.Verb.GO_ON: (Line.Verb.GO_ON.label, "attention"),
    Line.Verb.KEEP: (Line.Verb.KEEP.label, "neutral"),
    Line.Verb.RETURN: (Line.Verb.RETURN.label, "done"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline."""

    title: str
    kind: str
    when: datetime
    note: str


def timeline(case: Case) -> list[Event]:
    return [
        Event(str(EVENTS[line.verb][0]), EVENTS[line.verb][1], line.at, line.words)
        for line in case.steps.all()
    ]

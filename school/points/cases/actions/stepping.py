"""What every step of a case has in common: the case held, the step legal, a line of its history."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User
from school.points.cases import access, refusals, rules, signals
from school.points.cases.absences import is_put_right
from school.points.cases.models import Case
from school.points.cases.models import Step as Line
from school.points.cases.rules import HALTED, JUDGING, Against, Step
from school.points.cases.ties import is_tied
from school.ui.templatetags.ui import full_date


def held(
    case: Case, step: Step, *, by: Actor, at: datetime, seen: str | None = None
) -> Case:
    """The case, locked, if `by` may take the step now.

    `seen` is its seal as they read it; None says that they read nothing that could change.
    """
    if not access.may(step, case, by):
        raise NotPermitted
    rows = Case.objects.select_for_update(of=("self",))
    case = rows.select_related("person", "rule").get(pk=case.pk)
    _check_free(case, step, by=by)
    _check_legal(case, step, at=at)
    if seen is not None and seen != case.seal:
        raise refusals.ReadAgain
    if step in HALTED and is_put_right(case):
        raise refusals.RollPutRight
    return case


def _check_free(case: Case, step: Step, *, by: Actor) -> None:
    if not isinstance(by, User) or step not in {*JUDGING, Step.NOTIFY, Step.PROVE}:
        return
    if case.person.user_id == by.pk:
        raise refusals.OwnCase
    if step in JUDGING and is_tied(by, case.person):
        raise refusals.TooClose
    if rules.part_against(step, case.parties, by=by.pk):
        raise refusals.HadAPart


def _check_legal(case: Case, step: Step, *, at: datetime) -> None:
    match rules.hindrance(step, case.state, on=timezone.localdate(at)):
        case Against.STATE:
            raise refusals.MovedOn(status=case.get_status_display())
        case Against.EARLY:
            raise refusals.StillAnswering(day=full_date(case.respond_by))
        case Against.LATE:
            raise refusals.AppealOver(day=full_date(case.appeal_by))
        case Against.DECIDED:
            raise refusals.AppealedOnce
        case Against.RECALLED:
            raise refusals.CauseGone
        case Against.FINAL_RULE:
            raise refusals.NotAppealable


def said(words: str) -> str:
    """Words that must be there."""
    if not words.strip():
        raise refusals.WordsNeeded
    return words.strip()


def step(
    case: Case,
    verb: Line.Verb,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
    **data: Any,
) -> None:
    """A line of the history, one of the journal, and word to the apps above."""
    Line.objects.create(
        case=case,
        verb=verb,
        by=by if isinstance(by, User) else None,
        words=words,
        at=at,
    )
    journal.record(
        by=by,
        verb=f"points.{verb.value}_case",
        on=case,
        data={"rule": case.rule_code, **data},
        at=at,
    )
    signals.changed.send(Case, case=case)

"""The results are shown to everybody, with prizes; what is corrected makes a new version."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals as sheet_refusals
from school.assessment.contest import refusals
from school.assessment.contest.access import can_correct
from school.assessment.contest.actions.holding import held
from school.assessment.contest.actions.judging import check_item
from school.assessment.contest.actions.telling import tell_published
from school.assessment.contest.models import (
    Award,
    Contest,
    JudgeCriticalMark,
    JudgeItemMark,
    JudgeSheet,
    Publication,
    Round,
)
from school.assessment.contest.signals import (
    contest_award_withdrawn,
    contest_awarded,
    contest_entered,
)
from school.assessment.contest.standings import (
    Standings,
    folded,
    frozen,
    standings_of,
)
from school.courses.models import CriticalFail, Item
from school.journal import actions as journal
from school.journal.actors import Actor


@transaction.atomic
def publish_contest(
    contest: Contest, *, by: Actor, at: datetime | None = None
) -> Publication:
    """Show the ranking, give the prizes, and tell the apps above who took part."""
    now = at or timezone.now()
    contest = held(contest, by=by)
    if contest.status == Contest.Status.PUBLISHED:
        raise refusals.PublishedAlready
    if contest.status != Contest.Status.CLOSED:
        raise refusals.NotOver
    contest.status = Contest.Status.PUBLISHED
    contest.save(update_fields=["status"])
    publication = _new_version(contest, by=by, reason="", at=now)
    journal.record(by=by, verb="assessment.publish_contest", on=contest, at=now)
    took_part = contest.contestants.standing().filter(places__isnull=False).distinct()
    for contestant in took_part.select_related("person", "contest"):
        contest_entered.send(Contest, contestant=contestant, by=by, at=now)
    return publication


@transaction.atomic
def correct_mark(
    sheet: JudgeSheet,
    *,
    subject: Item | CriticalFail,
    value: int,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> Publication | None:
    """Append what a mark should have been; published results get a new version.

    Who went on to a later round stays decided: that round has been held.
    """
    now = at or timezone.now()
    contest = held(sheet.place.round.contest, by=by)
    sheet = JudgeSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    _check_may_correct(contest, sheet, by)
    _append(sheet, subject, value, at=now)
    journal.record(
        by=by,
        verb="assessment.correct_mark",
        on=contest,
        reason=reason,
        data={"sheet": sheet.code, "subject": subject.code, "value": value},
        at=now,
    )
    if contest.status != Contest.Status.PUBLISHED:
        return None
    return _new_version(contest, by=by, reason=reason, at=now)


def _check_may_correct(contest: Contest, sheet: JudgeSheet, by: Actor) -> None:
    if not can_correct(by, contest):
        raise refusals.PartyCorrects
    if sheet.status != JudgeSheet.Status.SUBMITTED:
        raise refusals.NotHandedIn
    if not contest.is_over and sheet.place.round.status != Round.Status.RUNNING:
        raise refusals.NotOver


def _append(
    sheet: JudgeSheet, subject: Item | CriticalFail, value: int, *, at: datetime
) -> None:
    now_on_it = folded([sheet])[sheet.pk]
    if isinstance(subject, Item):
        check_item(sheet, subject, value)
        if now_on_it.points.get(subject.pk) == value:
            raise refusals.MarkIsSo
        JudgeItemMark.objects.create(sheet=sheet, item=subject, points=value, at=at)
        return
    if subject.station_id != sheet.station_id:
        raise sheet_refusals.NotOnThisSheet
    if (subject.pk in now_on_it.critical) == bool(value):
        raise refusals.MarkIsSo
    JudgeCriticalMark.objects.create(
        sheet=sheet, critical_fail=subject, is_observed=bool(value), at=at
    )


def _new_version(
    contest: Contest, *, by: Actor, reason: str, at: datetime
) -> Publication:
    standings = standings_of(contest)
    former = contest.publications.order_by("-version").first()
    publication = Publication.objects.create(
        contest=contest,
        version=former.version + 1 if former else 1,
        standings=frozen(standings),
        reason=reason,
        at=at,
    )
    _settle_awards(contest, standings, by=by, at=at)
    tell_published(publication, former, by=by, at=at)
    return publication


def _settle_awards(
    contest: Contest, standings: Standings, *, by: Actor, at: datetime
) -> None:
    """What is not won any more is withdrawn first, so that it weighs on no limit."""
    won = standings.won
    there = {
        (award.contestant_id, award.prize, award.station_id): award
        for award in contest.awards.standing().select_related("contestant__person")
    }
    for key, award in there.items():
        if key not in won:
            award.withdrawn_at = at
            award.save(update_fields=["withdrawn_at"])
            contest_award_withdrawn.send(Contest, award=award, by=by, at=at)
    for contestant, prize, station in won:
        if (contestant, prize, station) not in there:
            award = Award.objects.create(
                contest=contest,
                contestant_id=contestant,
                prize=prize,
                station_id=station,
                given_at=at,
            )
            contest_awarded.send(Contest, award=award, by=by, at=at)

"""What an evening or a whole plan would be, and what is to be known of it before it is saved."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from school.courses import clashes
from school.courses.actions import plan
from school.courses.actions.change_edition import refuse_edition
from school.courses.models import Cohort, Edition, Session
from school.lib import calendar


@dataclass(frozen=True)
class Proposal:
    """`clashes` refuse the evening; `hints` are for whoever decides."""

    session: Session
    clashes: list[str]
    hints: list[str]


@dataclass(frozen=True)
class Day:
    day: date
    word: str


@dataclass(frozen=True)
class OtherEdition:
    """What another edition asks of the class: `beyond` are its evenings that had no date so far."""

    before: Edition
    after: Edition
    beyond: list[Session]


@dataclass(frozen=True)
class Preview:
    """`left_out` are the days of class that fall on a holiday, `worked` the weekends that do not rest."""

    proposals: list[Proposal]
    left_out: list[Day]
    worked: list[date]
    not_announced: list[int]
    other_edition: OtherEdition | None = None
    # What stands now and is held no more.
    falling_away: list[Session] = field(default_factory=list)
    # Days of class that were typed as days off.
    skipped: list[date] = field(default_factory=list)

    @property
    def is_blocked(self) -> bool:
        return any(proposal.clashes for proposal in self.proposals)

    @property
    def seal(self) -> str:
        """Changes with anything that is to be saved, so that only what was seen is."""
        words = "|".join(
            f"{one.evening_id} {one.starts_at:%Y%m%d%H%M} {one.ends_at:%Y%m%d%H%M} "
            f"{one.venue_id} {one.room} {one.teacher_id}"
            for one in (proposal.session for proposal in self.proposals)
        )
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def of_plan(cohort: Cohort, pattern: plan.Pattern) -> Preview:
    """The evenings of the class as the pattern would put them; nothing is written."""
    plan.refuse_pattern(pattern)
    plan.refuse_begun(cohort)
    sessions = plan.lay_out(cohort, pattern)
    falling_away = plan.falling_away_from(cohort, sessions)
    days = _days(cohort.starts_on, _day(sessions[-1]))
    left_out = [
        Day(day, calendar.holiday(day, chinese=_chinese()))
        for day in days
        if pattern.holidays_off
        and day.weekday() in pattern.weekdays
        and calendar.is_off(day)
    ]
    skipped = [
        day
        for day in days
        if day in pattern.skipping and day.weekday() in pattern.weekdays
    ]
    return Preview(
        _of(sessions, falling_away=falling_away),
        left_out,
        [day for day in days if calendar.is_exchanged(day)],
        _not_announced(days),
        falling_away=falling_away,
        skipped=skipped,
    )


def of_edition(cohort: Cohort, edition: Edition, pattern: plan.Pattern) -> Preview:
    """The evenings of another edition on the class's dates; nothing is written."""
    taken = Cohort.objects.get(pk=cohort.pk)
    refuse_edition(taken, edition, at=timezone.now())
    before, taken.edition = taken.edition, edition
    shown = of_plan(taken, pattern)
    sessions = [proposal.session for proposal in shown.proposals]
    beyond = [one for one in sessions if not one.pk]
    return replace(shown, other_edition=OtherEdition(before, edition, beyond))


def of_evening(session: Session) -> Preview:
    """One evening as it has been typed, not yet written."""
    return Preview([*_of([session])], [], [], _not_announced([_day(session)]))


def _of(
    sessions: Sequence[Session], *, falling_away: Sequence[Session] = ()
) -> list[Proposal]:
    found: dict[int, list[str]] = {}
    for clash in clashes.find(sessions, falling_away=falling_away):
        found.setdefault(id(clash.session), []).append(str(clash.refusal()))
    return [
        Proposal(session, found.get(id(session), []), list(_hints(session)))
        for session in sessions
    ]


def _hints(session: Session) -> list[str]:
    day, hints = _day(session), []
    if name := calendar.holiday(day, chinese=_chinese()):
        hints.append(_("A public holiday: %(name)s.") % {"name": name})
    if calendar.is_exchanged(day):
        hints.append(
            _("This weekend day is worked in exchange for a holiday: many are at work.")
        )
    room, seats = session.venue.capacity, session.cohort.seats
    if room < seats:
        hints.append(
            _("%(venue)s has room for %(room)s, the class has %(seats)s seats.")
            % {"venue": session.venue, "room": room, "seats": seats}
        )
    lasts = (session.ends_at - session.starts_at) // timedelta(minutes=1)
    if lasts < session.evening.minutes:
        hints.append(
            _("%(taught)s minutes are taught, but the evening lasts only %(lasts)s.")
            % {"taught": session.evening.minutes, "lasts": lasts}
        )
    if session.teacher_id is None:
        hints.append(_("Nobody teaches it yet."))
    return hints


def _day(session: Session) -> date:
    return timezone.localdate(session.starts_at)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _not_announced(days: Sequence[date]) -> list[int]:
    years = sorted({day.year for day in days})
    return [year for year in years if not calendar.is_announced(year)]


def _chinese() -> bool:
    return (translation.get_language() or "zh").startswith("zh")

"""Appeals as their pages show them, and who may hear one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment import assessors
from school.assessment.assessor_wording import called
from school.assessment.evidence import StationState, practical_states
from school.assessment.models import (
    Appeal,
    AppealOutcome,
    Marking,
    Practical,
    PracticalStation,
    Result,
)
from school.assessment.rules import appeals as rules
from school.assessment.rules.assessors import NO_DUTY
from school.people.models import User
from school.ui.templatetags.ui import listed


@dataclass(frozen=True, slots=True)
class AppealStanding:
    """What the trainee may do about her result, and what became of it."""

    # The last day on which she may appeal; None where she may not, or not any more.
    until: date | None = None
    # The last day on which she might have.
    ended: date | None = None
    appeal: Appeal | None = None

    @property
    def outcomes(self) -> list[AppealOutcome]:
        return list(self.appeal.outcomes.all()) if self.appeal else []


def standing_of(
    result: Result | None, *, is_retaking: bool, at: datetime
) -> AppealStanding:
    if result is None or result.practical is None:
        return AppealStanding()
    practical = result.practical
    if is_retaking:
        return AppealStanding(appeal=_about([practical]).get(practical.pk))
    return standings_of([practical], at=at).get(practical, AppealStanding())


def standings_of(
    latest: Collection[Practical], *, at: datetime
) -> dict[Practical, AppealStanding]:
    """Of practicals after which no retake is open; those that are out, in one query."""
    latest = [practical for practical in latest if practical.released_at]
    appeals, today = _about(latest), timezone.localdate(at)
    found = {}
    for practical in latest:
        if practical.pk in appeals:
            found[practical] = AppealStanding(appeal=appeals[practical.pk])
        elif last := last_day(practical):
            is_over = last < today
            found[practical] = (
                AppealStanding(ended=last) if is_over else AppealStanding(until=last)
            )
    return found


def _about(practicals: Collection[Practical]) -> dict[int, Appeal]:
    """By the practical, the appeal that stands."""
    found = Appeal.objects.standing().filter(result__practical__in=practicals)
    return {
        one.result.practical_id: one
        for one in found.select_related("result")
        if one.result.practical_id
    }


def last_day(practical: Practical) -> date | None:
    """On which its result may be appealed; None before it is out, or without appeals."""
    if practical.released_at is None:
        return None
    days = practical.enrollment.cohort.edition.appeal_days
    return rules.last_day(timezone.localdate(practical.released_at), days=days)


def has_retake(practical: Practical) -> bool:
    later = Practical.objects.filter(
        enrollment=practical.enrollment_id, number__gt=practical.number
    )
    return later.exists()


def appealable(result: Result | None) -> list[PracticalStation]:
    """Stations marked in this practical; what was kept had its time before."""
    places = PracticalStation.objects.filter(
        practical=result.practical_id if result else None, carried_from=None
    )
    return list(places.select_related("station").order_by("number"))


def stations_of(appeal: Appeal) -> list[StationState]:
    """The stations that it is about, with every sheet."""
    practical = appeal.result.practical
    if practical is None:
        return []
    (state,) = practical_states([practical])
    about = set(appeal.stations.values_list("pk", flat=True))
    return [one for one in state.stations if one.place.pk in about]


@dataclass(frozen=True, slots=True)
class Hearers:
    fit: Sequence[User]
    # Everybody else, with all that stands against each.
    unfit: Sequence[tuple[User, str]]


def hearers_of(appeal: Appeal) -> Hearers:
    """Everyone who marks, judged for this appeal."""
    staff = assessors.whole_staff(appeal.result.enrollment.cohort)
    against = _against(appeal, staff)
    return Hearers(
        fit=[user for pk, user in staff.users.items() if not against[pk]],
        unfit=[
            (user, listed(against[pk]))
            for pk, user in staff.users.items()
            if against[pk]
        ],
    )


def reasons_against(appeal: Appeal, user: User) -> list[str]:
    """Why she may not hear it, in words; empty if she may."""
    cohort = appeal.result.enrollment.cohort
    return _against(appeal, assessors.staff_of(cohort, users=[user]))[user.pk]


def _against(appeal: Appeal, staff: assessors.Staff) -> dict[int, list[str]]:
    """What stands against marking, but for the duty in the class, which is not asked for.

    And who teaches the class, marked one of the stations or heard it before does not.
    """
    person = appeal.result.enrollment.person
    sheets = Marking.objects.filter(practical_station__appeals=appeal)
    marked = set(sheets.values_list("examiner_id", flat=True))
    heard = set(appeal.outcomes.values_list("decided_by", flat=True))
    found = {}
    for pk in staff.users:
        reasons = [
            called(reason)
            for reason in staff.against(pk, person)
            if reason.code != NO_DUTY
        ]
        if pk in staff.own:
            reasons.append(_("teaches the class"))
        if pk in heard:
            reasons.append(_("has heard this appeal before"))
        elif pk in marked:
            reasons.append(_("has marked one of these stations"))
        found[pk] = reasons
    return found

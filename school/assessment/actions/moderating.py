"""A moderator reads every sheet of a station where the examiners differ, and decides."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from school.assessment import refusals
from school.assessment.access import can_release, own_instructors_of
from school.assessment.actions.marking import (
    mark_critical,
    mark_item,
    submit_marking,
    write_note,
)
from school.assessment.actions.practical import refuse_called
from school.assessment.assessors import check_examiner
from school.assessment.comparison import state_in
from school.assessment.models import Marking, Practical, PracticalStation
from school.assessment.refusals.moderating import (
    ModeratorTeaches,
    NoModeratorNeeded,
    NotModerating,
)
from school.courses.models import Cohort, CriticalFail, Item
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def call_moderator(
    place: PracticalStation, *, examiner: User, by: Actor, at: datetime | None = None
) -> Marking:
    """Let one person decide on a station where the examiners differ.

    A third who was called need not mark it any more; what she marks is kept. She may decide
    herself as long as her sheet is empty: it becomes the moderator's.
    """
    if not can_release(by):
        raise NotPermitted
    practical = _held(place)
    if practical.status == Practical.Status.RELEASED:
        raise refusals.ResultIsOut
    state = state_in(practical, place)
    refuse_called(place, Marking.Role.MODERATOR)
    if not state.may_be_moderated:
        raise NoModeratorNeeded
    if examiner.pk in own_instructors_of(practical.enrollment.cohort):
        raise ModeratorTeaches(name=examiner.get_full_name())
    marking = _sheet_for(place, examiner)
    Practical.objects.filter(pk=practical.pk, status=Practical.Status.MARKED).update(
        status=Practical.Status.OPEN
    )
    journal.record(
        by=by,
        verb="assessment.call_moderator",
        on=practical,
        data={"station": state.station.code, "examiner": examiner.pk},
        at=at,
    )
    return marking


@transaction.atomic
def moderate(
    marking: Marking,
    *,
    points: Mapping[Item, int],
    observed: Collection[CriticalFail],
    words: str,
    by: Actor,
    at: datetime | None = None,
) -> Marking:
    """Enter what the station comes to, with the reason, and hand it in."""
    if marking.role != Marking.Role.MODERATOR:
        raise NotModerating
    for item, given in points.items():
        mark_item(marking, item=item, points=given, by=by, at=at)
    for fail in marking.practical_station.station.critical_fails.all():
        mark_critical(
            marking,
            critical_fail=fail,
            is_observed=fail in observed,
            by=by,
            at=at,
        )
    write_note(marking, note=words, by=by, at=at)
    return submit_marking(marking, by=by, at=at)


def _sheet_for(place: PracticalStation, moderator: User) -> Marking:
    role = Marking.Role.MODERATOR
    hers = place.markings.select_for_update(of=("self",)).filter(examiner=moderator)
    empty = next((one for one in hers if one.may_become_moderators()), None)
    check_examiner(place, moderator, has_sheet=empty is not None)
    if empty is None:
        return place.markings.create(examiner=moderator, role=role)
    empty.role = role
    empty.status = Marking.Status.OPEN
    empty.save(update_fields=["role", "status"])
    return empty


def _held(place: PracticalStation) -> Practical:
    """The practical, held against a release: the class first, as a release does."""
    Cohort.objects.select_for_update(of=("self",)).get(
        enrollments__practicals=place.practical_id
    )
    return (
        Practical.objects.select_for_update(of=("self",))
        .select_related("enrollment__cohort__edition")
        .get(pk=place.practical_id)
    )

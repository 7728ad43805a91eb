"""Licences, and what examiners have with those whom they are to judge."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_mark, can_release, candidates_of
from school.assessment.actions.holding import hand_on, hold_practicals
from school.assessment.actions.telling import standing_of, tell_of_plan
from school.assessment.assessors import next_for
from school.assessment.engagements import turn_of
from school.assessment.models import Conflict, Licence, Marking, Practical
from school.courses.actions.clashes import hold_plans
from school.courses.models import Course
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify_colleague
from school.people.access import holders_of
from school.people.models import Person, User


@transaction.atomic
def record_licence(
    licence: Licence,
    *,
    courses: Iterable[Course],
    by: Actor,
    at: datetime | None = None,
) -> Licence:
    """Keep a new licence, or what was changed in one; whoever was warned is warned anew."""
    if not by.has_perm("assessment.change_licence"):
        raise NotPermitted
    licence.warned_at = None
    licence.save()
    licence.courses.set(courses)
    journal.record(
        by=by,
        verb="assessment.record_licence",
        on=licence,
        data={
            "examiner": licence.user_id,
            "courses": sorted(course.code for course in licence.courses.all()),
            "until": licence.valid_until.isoformat(),
        },
        at=at,
    )
    return licence


@transaction.atomic
def warn_of_licences(*, by: Actor, at: datetime | None = None) -> list[Licence]:
    """Tell examiners and registrars of licences that end within thirty days, once."""
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    ending = Licence.objects.to_warn(on=timezone.localdate(now)).select_for_update()
    warned = list(ending.select_related("user"))
    registrars = list(holders_of("assessment.change_licence")) if warned else []
    for licence in warned:
        licence.warned_at = now
        licence.save(update_fields=["warned_at"])
        to_change = reverse("licence:edit", args=[licence.pk])
        ways = dict.fromkeys(registrars, to_change)
        for user, link in {**ways, licence.user: reverse("assessment:ties")}.items():
            notify_colleague(
                user,
                kind="licence_expires",
                context={"name": str(licence.user), "until": licence.valid_until},
                link=link,
                by=by,
                at=now,
            )
        journal.record(by=by, verb="assessment.warn_of_licence", on=licence, at=now)
    return warned


@transaction.atomic
def declare_conflict(
    user: User,
    person: Person,
    *,
    kind: str,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
) -> Conflict:
    """An examiner says of a trainee of her classes, or the registrar of anybody, that the one may not judge the other.

    Her untouched sheets of that trainee go to others. Said twice, the first stands.
    """
    now = at or timezone.now()
    if by != user and not can_release(by):
        raise NotPermitted
    if by == user and not candidates_of(user).filter(pk=person.pk).exists():
        raise refusals.NotOfYourClasses
    return _stand(user, person, kind=kind, note=note, by=by, at=now)


@transaction.atomic
def decline_sheet(
    marking: Marking,
    *,
    kind: str,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
) -> Conflict:
    """The examiner knows the candidate: the sheet, and her others of that candidate, go to others."""
    now = at or timezone.now()
    person = marking.practical_station.practical.enrollment.person
    _held(marking.examiner, person)
    marking = Marking.objects.select_for_update(of=("self",)).get(pk=marking.pk)
    if not can_mark(by, marking):
        raise NotPermitted
    if marking.is_begun_or_done():
        raise refusals.BegunWithConflict
    practical = marking.practical_station.practical
    journal.record(
        by=by,
        verb="assessment.decline_sheet",
        on=practical,
        data={"station": marking.practical_station.station.code, "kind": kind},
        at=now,
    )
    return _stand(marking.examiner, person, kind=kind, note=note, by=by, at=now)


@transaction.atomic
def end_conflict(
    conflict: Conflict, *, by: Actor, reason: str, at: datetime | None = None
) -> Conflict:
    """It was a mistake, or is over; what was declared stays on file."""
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    if not Conflict.objects.standing().filter(pk=conflict.pk).update(ended_at=now):
        raise refusals.SoAlready
    conflict.refresh_from_db()
    journal.record(
        by=by, verb="assessment.end_conflict", on=conflict, reason=reason, at=now
    )
    return conflict


def _stand(
    user: User, person: Person, *, kind: str, note: str, by: Actor, at: datetime
) -> Conflict:
    conflict, is_new = Conflict.objects.get_or_create(
        user=user,
        person=person,
        ended_at=None,
        defaults={
            "kind": kind,
            "note": note,
            "declared_by": by if isinstance(by, User) else None,
            "declared_at": at,
        },
    )
    if is_new:
        journal.record(
            by=by,
            verb="assessment.declare_conflict",
            on=conflict,
            data={"examiner": user.pk, "kind": kind},
            at=at,
        )
    for practical in _held(user, person):
        _hand_on(practical, user, by=by, at=at)
    return conflict


def _held(user: User, person: Person) -> list[Practical]:
    """The practicals of hers at which the examiner has sheets, against plans and marks."""
    hold_plans()
    sheets = Marking.objects.filter(examiner=user).values("practical_station")
    practicals = Practical.objects.unreleased().filter(
        enrollment__person=person, practical_stations__in=sheets
    )
    return hold_practicals(*practicals.values_list("pk", flat=True))


def _hand_on(practical: Practical, user: User, *, by: Actor, at: datetime) -> None:
    """Her untouched sheets go to the next who may mark them; what stays is told the registrars."""
    stays = False
    cohort = practical.enrollment.cohort
    before = standing_of(cohort)
    sheets = Marking.objects.select_for_update(of=("self",)).filter(
        practical_station__practical=practical, examiner=user
    )
    for sheet in sheets.select_related("practical_station__station").order_by("pk"):
        if sheet.is_begun_or_done() or not _give_on(sheet, at=at):
            stays = True
    tell_of_plan(cohort, before=before, by=by, at=at)
    if stays:
        _tell_registrars(practical, by=by, at=at)


def _give_on(sheet: Marking, *, at: datetime) -> bool:
    """Whether somebody else has it now; if not, it waits, declined."""
    former = sheet.examiner
    place, turn = sheet.practical_station, turn_of(sheet)
    found = next_for(place, instead_of=former, turn=turn)
    if found is None:
        sheet.status, sheet.started_at = Marking.Status.DECLINED, None
        sheet.save(update_fields=["status", "started_at"])
        return False
    sheet.examiner = found
    hand_on([sheet], at=at)
    journal.record(
        by=SYSTEM,
        verb="assessment.replace_examiner",
        on=sheet.practical_station.practical,
        data={
            "station": sheet.practical_station.station.code,
            "from": former.pk,
            "to": found.pk,
        },
        at=at,
    )
    return True


def _tell_registrars(practical: Practical, *, by: Actor, at: datetime) -> None:
    for user in holders_of("assessment.release_practical"):
        notify_colleague(
            user,
            kind="sheet_declined",
            context={"cohort": practical.enrollment.cohort.name},
            link=reverse("assessment_desk:practical", args=[practical.code]),
            by=by,
            at=at,
        )

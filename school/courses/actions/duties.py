from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.courses import access
from school.courses.actions.feeds import end_feeds
from school.courses.models import Cohort, Duty
from school.courses.refusals import AlreadyOnDuty, StillTeaching
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def assign_duty(
    cohort: Cohort, *, by: Actor, user: User, kind: str, at: datetime | None = None
) -> Duty:
    if not access.can_change(by, cohort):
        raise NotPermitted
    try:
        with transaction.atomic():
            duty = Duty.objects.create(cohort=cohort, user=user, kind=kind)
    except IntegrityError as twice:
        raise AlreadyOnDuty(name=str(user)) from twice
    journal.record(
        by=by,
        verb="courses.assign_duty",
        on=cohort,
        data={"user": user.pk, "name": str(user), "kind": kind},
        at=at,
    )
    return duty


@transaction.atomic
def relieve_duty(
    duty: Duty, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Cohort:
    """Take a duty from somebody, whose evenings to come are in other hands by then."""
    cohort = duty.cohort
    if not access.can_change(by, cohort):
        raise NotPermitted
    at = at or timezone.now()
    others = cohort.duties.filter(user_id=duty.user_id).exclude(pk=duty.pk)
    ahead = cohort.sessions.planned().filter(teacher_id=duty.user_id, starts_at__gte=at)
    if not others.exists() and (count := ahead.count()):
        raise StillTeaching(name=str(duty.user), count=count)
    journal.record(
        by=by,
        verb="courses.relieve_duty",
        on=cohort,
        reason=reason,
        data={"user": duty.user_id, "name": str(duty.user), "kind": duty.kind},
        at=at,
    )
    user = duty.user
    duty.delete()
    if not access.can_open_feed(user, cohort):
        end_feeds(user, cohort, by=by, at=at)
    return cohort

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import HealthCheck, Person
from school.people.refusals import HealthCheckExpired
from school.people.signals import health_check_recorded


@transaction.atomic
def record_health_check(
    person: Person,
    *,
    kind: str,
    expires_on: date,
    by: Actor,
    at: datetime | None = None,
) -> HealthCheck:
    """Note which certificate the person showed and how long it holds."""
    if not by.has_perm("people.add_healthcheck"):
        raise NotPermitted
    at = at or timezone.now()
    if expires_on < timezone.localdate(at):
        raise HealthCheckExpired
    check, is_new = HealthCheck.objects.get_or_create(
        person=person, kind=kind, expires_on=expires_on, defaults={"recorded_at": at}
    )
    if is_new:
        data = {"kind": kind, "expires_on": expires_on.isoformat()}
        journal.record(
            by=by, verb="people.record_health_check", on=person, data=data, at=at
        )
        health_check_recorded.send(HealthCheck, check=check)
    return check

"""What a class publishes about its places, and who may have the reserved ones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access
from school.enrollment.actions.merits import towns_of
from school.enrollment.actions.offers import settle
from school.enrollment.actions.step import fresh, refuse_over, tell
from school.enrollment.line import criteria_of, line_of
from school.enrollment.models import Enrollment, PlaceTerms, PriorityRule, Quota
from school.enrollment.places import held
from school.enrollment.refusals import (
    NoSuchQuota,
    PartnersMissing,
    QuotasTooLarge,
    ReasonMissing,
    TownsMissing,
    WrongStatus,
)
from school.enrollment.rules import is_open
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Company

Criterion = PriorityRule.Criterion


@dataclass(frozen=True, slots=True)
class Kept:
    """So many seats, kept through a day."""

    seats: int
    until: date


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All that a class says about its places; replaces what it said before."""

    quotas: Mapping[str, Kept] = field(default_factory=dict)
    criteria: Sequence[str] = ()
    freeze_hours: int | None = None
    home_towns: str = ""
    partners: Collection[Company] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "quotas": {
                kind: [kept.seats, kept.until.isoformat()]
                for kind, kept in self.quotas.items()
            },
            "criteria": list(self.criteria),
            "freeze_hours": self.freeze_hours,
            "home_towns": self.home_towns,
            "partners": sorted(company.name for company in self.partners),
        }


def arrangement_of(cohort: Cohort) -> Arrangement:
    terms = PlaceTerms.objects.filter(cohort=cohort).first()
    quotas = Quota.objects.filter(cohort=cohort).order_by("pk")
    return Arrangement(
        quotas={one.kind: Kept(one.seats, one.until) for one in quotas},
        criteria=criteria_of(cohort.pk),
        freeze_hours=terms.freeze_hours if terms else None,
        home_towns=terms.home_towns if terms else "",
        partners=list(terms.partners.all()) if terms else [],
    )


@transaction.atomic
def arrange_places(
    cohort: Cohort, arrangement: Arrangement, *, by: Actor, at: datetime | None = None
) -> Cohort:
    """Publish quotas and priority of a class. Who waits is put into the new order at once."""
    if not access.can_admit(by):
        raise NotPermitted
    cohort = held(cohort.pk)
    at = at or timezone.now()
    refuse_over(cohort)
    _check(cohort, arrangement)
    was, line = arrangement_of(cohort).as_data(), line_of(cohort.pk)
    if was == arrangement.as_data():
        return cohort
    _write(cohort, arrangement)
    journal.record(
        by=by,
        verb="enrollment.arrange_places",
        on=cohort,
        data={"from": was, "to": arrangement.as_data()},
        at=at,
    )
    settle(cohort, at=at, before=line)
    return cohort


@transaction.atomic
def claim_quota(
    enrollment: Enrollment,
    *,
    kind: str,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> Enrollment:
    """Ask for a reserved place. It counts once the registrar has recognised the grounds."""
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    cohort = held(enrollment.cohort_id)
    at = at or timezone.now()
    if fresh(enrollment).status != Enrollment.Status.WAITLISTED:
        raise WrongStatus(status=enrollment.get_status_display())
    quota = Quota.objects.filter(cohort=cohort, kind=kind).first()
    if quota is None or not is_open(quota.until, on=timezone.localdate(at)):
        raise NoSuchQuota
    enrollment.quota_claim, enrollment.quota_reason = kind, reason.strip()
    enrollment.save(update_fields=["quota_claim", "quota_reason"])
    journal.record(
        by=by, verb="enrollment.claim_quota", on=enrollment, data={"kind": kind}, at=at
    )
    return enrollment


@transaction.atomic
def recognise(
    enrollment: Enrollment,
    *,
    kind: str,
    merits: Collection[str],
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> Enrollment:
    """Settle which reserved place somebody may have, and which criteria are met."""
    if not access.can_admit(by):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    cohort = held(enrollment.cohort_id)
    at = at or timezone.now()
    refuse_over(cohort)
    line = line_of(cohort.pk)
    was = {"kind": fresh(enrollment).quota_kind, "merits": enrollment.merits}
    claim = enrollment.quota_claim
    enrollment.quota_kind, enrollment.quota_claim = kind, ""
    enrollment.merits = sorted(merits)
    enrollment.save(update_fields=["quota_kind", "quota_claim", "merits"])
    journal.record(
        by=by,
        verb="enrollment.recognise",
        on=enrollment,
        reason=reason,
        data={"from": was, "to": {"kind": kind, "merits": enrollment.merits}},
        at=at,
    )
    if claim:
        told: dict[str, Any] = {"is_granted": kind == claim, "reason": reason.strip()}
        tell(enrollment, "claim_answered", by=by, at=at, **told)
    settle(cohort, at=at, before=line)
    return enrollment


def _check(cohort: Cohort, wanted: Arrangement) -> None:
    reserved = sum(kept.seats for kept in wanted.quotas.values())
    if reserved > cohort.seats:
        raise QuotasTooLarge(reserved=reserved, seats=cohort.seats)
    if Criterion.LOCAL in wanted.criteria and not towns_of(wanted.home_towns):
        raise TownsMissing
    names_partners = Criterion.PARTNER in wanted.criteria or (
        Quota.Kind.PARTNER in wanted.quotas
    )
    if names_partners and not wanted.partners:
        raise PartnersMissing


def _write(cohort: Cohort, wanted: Arrangement) -> None:
    Quota.objects.filter(cohort=cohort).delete()
    Quota.objects.bulk_create(
        Quota(cohort=cohort, kind=kind, seats=kept.seats, until=kept.until)
        for kind, kept in wanted.quotas.items()
    )
    PriorityRule.objects.filter(cohort=cohort).delete()
    PriorityRule.objects.bulk_create(
        PriorityRule(cohort=cohort, criterion=criterion, position=position)
        for position, criterion in enumerate(wanted.criteria, start=1)
    )
    terms, _made = PlaceTerms.objects.update_or_create(
        cohort=cohort,
        defaults={
            "freeze_hours": wanted.freeze_hours,
            "home_towns": wanted.home_towns,
        },
    )
    terms.partners.set(wanted.partners)

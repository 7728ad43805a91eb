"""A deed is entered, proved, and then gives its points: at once, or when another confirms it."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import IO, Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.access import is_self
from school.people.models import Person, User
from school.points.actions import award
from school.points.actions.booking import booked, lock
from school.points.cases import evidence
from school.points.cases.refusals import FactsNeeded, HappensLater, TooClose
from school.points.cases.ties import is_tied
from school.points.deeds import access, refusals
from school.points.deeds.models import Deed
from school.points.deeds.rules import thing_of
from school.points.deeds.telling import tell_confirmers, tell_enterer
from school.points.models import Posting
from school.points.refusals import ReasonNeeded
from school.points.requests.refusals import OwnAward

Status, Source = Deed.Status, Posting.Source
KEPT: Final = timedelta(days=730)
SOURCES: Final = {
    "T08": Source.SESSION,
    "S04": Source.SPOT_CHECK,
    "S05": Source.PRAISE,
    "C01": Source.VOLUNTEER,
    "C02": Source.HAZARD,
    "I01": Source.CONTRACT,
}


@transaction.atomic
def enter_deed(
    person: Person,
    *,
    rule_code: str,
    occurred_on: date,
    reference: str,
    facts: str,
    by: User,
    at: datetime | None = None,
) -> Deed:
    """Note what happened and by which rule it gives points; the evidence follows."""
    now = at or timezone.now()
    if not by.has_perm(access.ENTER):
        raise NotPermitted
    if is_self(person, by):
        raise OwnAward
    rule = access.rules_of(by).filter(code=rule_code).first()
    if rule is None:
        raise refusals.NotByDesk(code=rule_code)
    if not facts.strip():
        raise FactsNeeded
    if occurred_on > timezone.localdate(now):
        raise HappensLater
    deed = Deed(
        person=person,
        rule=rule,
        rule_code=rule.code,
        occurred_on=occurred_on,
        reference=reference.strip(),
        facts=facts.strip(),
        entered_by=by,
        entered_at=now,
    )
    _refuse_twice(deed)
    deed.save(force_insert=True)
    _record(deed, "enter_deed", by=by, at=now)
    return deed


def prove_deed(
    deed: Deed, *, file: IO[bytes], by: User, at: datetime | None = None
) -> Deed:
    """Add the evidence; where nobody else is needed the points are given now.

    Whoever is too close to the worker needs somebody else in any case.
    """
    now = at or timezone.now()
    if not access.may_prove(deed, by):
        raise NotPermitted
    # Outside the transaction: unpacking a large picture takes a second.
    kept = evidence.taken(file)
    deed.file.save(kept.name, ContentFile(kept.data), save=False)
    storage, name = deed.file.storage, str(deed.file.name)
    try:
        return _prove(deed, kept, name, by=by, at=now)
    except BaseException:
        storage.delete(name)
        raise


@transaction.atomic
def _prove(
    deed: Deed, kept: evidence.Kept, name: str, *, by: User, at: datetime
) -> Deed:
    deed = _held(deed, Status.OPEN)
    deed.kind, deed.media_type, deed.sha256 = kept.kind, kept.media_type, kept.sha256
    deed.file.name = name
    deed.status = Status.WAITING
    deed.save(update_fields=["kind", "file", "media_type", "sha256", "status"])
    _record(deed, "prove_deed", by=by, at=at, kind=kept.kind, sha256=kept.sha256)
    if access.gives_alone(deed, by):
        _give(deed, by=by, second=None, at=at)
    else:
        tell_confirmers(deed, by=by, at=at)
    return deed


@transaction.atomic
def confirm_deed(deed: Deed, *, by: User, at: datetime | None = None) -> Deed:
    """A second person has looked at the evidence; the points are given."""
    now = at or timezone.now()
    if not by.has_perm(access.ENTER):
        raise NotPermitted
    deed = _held(deed, Status.WAITING)
    if deed.entered_by_id == by.pk:
        raise refusals.OwnEntry
    _refuse_close(deed, by)
    if not access.suffice(deed.rule, deed.entered_by, by):
        raise refusals.OtherRole
    # Whoever is close to the worker lends neither her right nor her role.
    tied = is_tied(deed.entered_by, deed.person)
    if tied and not access.may_give(deed.rule, by):
        raise refusals.TiedEntry
    deed.decided_by, deed.decided_at = by, now
    if deed.entered_by.has_perm(access.AWARD) and not tied:
        _give(deed, by=deed.entered_by, second=by, at=now)
    else:
        _give(deed, by=by, second=deed.entered_by, at=now)
    _record(deed, "confirm_deed", by=by, at=now)
    tell_enterer(deed, by=by, at=now)
    return deed


@transaction.atomic
def refuse_deed(
    deed: Deed, *, reason: str, by: User, at: datetime | None = None
) -> Deed:
    """No points for it; who entered it may take it back so, too."""
    now = at or timezone.now()
    if not by.has_perm(access.ENTER):
        raise NotPermitted
    deed = _held(deed, Status.OPEN, Status.WAITING)
    is_own = deed.entered_by_id == by.pk
    if not is_own:
        _refuse_close(deed, by)
        if not access.suffice(deed.rule, deed.entered_by, by):
            raise refusals.OtherRole
    if not reason.strip():
        raise ReasonNeeded
    deed.status, deed.answer = Status.REFUSED, reason.strip()
    deed.decided_by, deed.decided_at = by, now
    deed.save(update_fields=["status", "answer", "decided_by", "decided_at"])
    _record(deed, "refuse_deed", by=by, at=now, reason=deed.answer)
    tell_enterer(deed, by=by, at=now)
    return deed


@transaction.atomic
def forget_deed_files(*, by: Actor, at: datetime | None = None) -> int:
    """Evidence is kept for two years; what was entered, and the file's hash, stay."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    forgotten = 0
    for deed in past_deeds(now).select_for_update(of=("self",)):
        storage, name = deed.file.storage, str(deed.file.name)
        deed.file = ""
        deed.save(update_fields=["file"])
        _record(deed, "forget_deed_files", by=by, at=now)
        transaction.on_commit(partial(storage.delete, name))
        forgotten += 1
    return forgotten


def past_deeds(at: datetime) -> QuerySet[Deed]:
    return Deed.objects.filter(entered_at__lt=at - KEPT).exclude(file="")


def _held(deed: Deed, *statuses: str) -> Deed:
    rows = Deed.objects.select_for_update(of=("self",))
    deed = rows.select_related("person", "rule", "entered_by").get(pk=deed.pk)
    if deed.status not in statuses:
        raise refusals.DeedMovedOn(status=Status(deed.status).label)
    return deed


def _refuse_close(deed: Deed, by: User) -> None:
    if is_self(deed.person, by):
        raise OwnAward
    if is_tied(by, deed.person):
        raise TooClose


def _thing(deed: Deed) -> str:
    return thing_of(deed.rule_code, deed.reference, deed.occurred_on)


def _source(deed: Deed) -> tuple[str, str]:
    return SOURCES.get(deed.rule_code, Source.DESK), _thing(deed)


def _refuse_twice(deed: Deed) -> None:
    """One thing is entered once; from here on the person's lock is held."""
    lock(deed.person)
    others = Deed.objects.filter(person=deed.person, rule_code=deed.rule_code)
    standing = others.exclude(status=Status.REFUSED)
    if _thing(deed) in map(_thing, standing):
        raise refusals.EnteredAlready
    _refuse_given(deed)


def _refuse_given(deed: Deed) -> None:
    kind = Posting.Kind.AWARD
    if booked(deed.person, kind, rule_code=deed.rule_code, source=_source(deed)):
        raise refusals.EnteredAlready


def _give(deed: Deed, *, by: User, second: User | None, at: datetime) -> None:
    """By the version of the rule it was entered by, and the limits of the month in which it happened."""
    lock(deed.person)
    _refuse_given(deed)
    source_type, source_id = _source(deed)
    noon = datetime.combine(deed.occurred_on, time(12), timezone.get_current_timezone())
    deed.posting = award(
        deed.person,
        rule_code=deed.rule_code,
        source_type=source_type,
        source_id=source_id,
        by=by,
        reason=deed.facts,
        at=min(noon, at),
        second=second,
        version=deed.rule,
    )
    deed.status = Status.GIVEN
    deed.save(update_fields=["status", "posting", "decided_by", "decided_at"])


def _record(
    deed: Deed, verb: str, *, by: Actor, at: datetime, reason: str = "", **data: str
) -> None:
    journal.record(
        by=by,
        verb=f"points.{verb}",
        on=deed,
        reason=reason,
        data={"rule": deed.rule_code, "version": deed.rule.version, **data},
        at=at,
    )

"""Certificates of other bodies: recorded, checked by a second person, remembered before they end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.certificates.external import evidence, refusals, rules
from school.certificates.external.models import ExternalCertificate
from school.certificates.refusals import ReasonNeeded
from school.certificates.reminders import remind_each
from school.certificates.signals import external_confirmed
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import Person, User

Kind, Level, Status = (
    ExternalCertificate.Kind,
    ExternalCertificate.Level,
    ExternalCertificate.Status,
)
PAGE = "/study/certificates/"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What stands on the certificate, as it was copied."""

    kind: str
    title: str
    number: str
    body: str
    issued_on: date
    valid_until: date | None = None
    level: str = ""
    # The number has another form than the rule's, and was compared with the paper.
    is_other_form: bool = False


def record_external(
    person: Person,
    *,
    by: Actor,
    paper: OnPaper,
    file: IO[bytes],
    at: datetime | None = None,
) -> ExternalCertificate:
    """Note a certificate that another body gave her, with a picture; somebody else checks it."""
    now = at or timezone.now()
    if not _may_record(by, person):
        raise NotPermitted
    _check_paper(paper, on=timezone.localdate(now))
    # Outside the transaction: unpacking a large picture takes a second.
    picture = evidence.taken(file)
    external = ExternalCertificate(
        person=person,
        kind=paper.kind,
        title=paper.title,
        number=rules.normal(paper.number),
        level=paper.level,
        body=paper.body,
        issued_on=paper.issued_on,
        valid_until=paper.valid_until,
        media_type=picture.media_type,
        sha256=picture.sha256,
        recorded_by=by if isinstance(by, User) else None,
        recorded_at=now,
    )
    external.evidence.save(picture.name, ContentFile(picture.data), save=False)
    try:
        _keep(external, by=by)
    except BaseException:
        external.evidence.delete(save=False)
        raise
    return external


def _may_record(by: Actor, person: Person) -> bool:
    if not isinstance(by, User):
        return by is SYSTEM
    is_own = person.user_id == by.pk
    return is_own or by.has_perm("certificates.record_externalcertificate")


def _check_paper(paper: OnPaper, *, on: date) -> None:
    if paper.issued_on > on:
        raise refusals.IssuedLater
    if paper.valid_until and paper.valid_until < paper.issued_on:
        raise refusals.EndsBeforeIssue
    if paper.kind != Kind.SKILL_LEVEL:
        return
    if not paper.level:
        raise refusals.LevelMissing
    read = rules.reading(paper.number)
    if read is None:
        if not paper.is_other_form:
            raise refusals.NumberOfAnotherForm
    elif read.level != paper.level:
        raise refusals.LevelContradicts(
            said=Level(read.level).label, chosen=Level(paper.level).label
        )


@transaction.atomic
def _keep(external: ExternalCertificate, *, by: Actor) -> None:
    try:
        with transaction.atomic():
            external.save()
    except IntegrityError as error:
        raise refusals.RecordedAlready from error
    journal.record(
        by=by,
        verb="certificates.record_external",
        on=external,
        data={"kind": external.kind, "sha256": external.sha256},
        at=external.recorded_at,
    )


@transaction.atomic
def confirm_external(
    external: ExternalCertificate, *, by: User, at: datetime | None = None
) -> ExternalCertificate:
    """The picture, the number and the issuer's own site agree."""
    now = at or timezone.now()
    external = _held(external, by=by)
    external.status = Status.CONFIRMED
    try:
        with transaction.atomic():
            _close(external, by=by, at=now)
    except IntegrityError as error:
        raise refusals.NumberOfAnother from error
    journal.record(by=by, verb="certificates.confirm_external", on=external, at=now)
    _tell(external, by=by, at=now)
    external_confirmed.send(ExternalCertificate, external=external)
    return external


@transaction.atomic
def refuse_external(
    external: ExternalCertificate, *, by: User, reason: str, at: datetime | None = None
) -> ExternalCertificate:
    """It stays on file as not confirmed; she may record it once more."""
    now = at or timezone.now()
    external = _held(external, by=by)
    if not reason.strip():
        raise ReasonNeeded
    external.status, external.reason = Status.REFUSED, reason.strip()
    _close(external, by=by, at=now)
    journal.record(
        by=by,
        verb="certificates.refuse_external",
        on=external,
        reason=external.reason,
        at=now,
    )
    _tell(external, by=by, at=now)
    return external


def _held(external: ExternalCertificate, *, by: User) -> ExternalCertificate:
    """It waits, and `by` may check it: two who press at once do not both decide."""
    if not by.has_perm("certificates.check_externalcertificate"):
        raise NotPermitted
    rows = ExternalCertificate.objects.select_for_update(of=("self",))
    external = rows.select_related("person").get(pk=external.pk)
    if by.pk in {external.recorded_by_id, external.person.user_id}:
        raise refusals.CheckedByRecorder
    if external.status != Status.WAITING:
        raise refusals.CheckedAlready
    return external


def _close(external: ExternalCertificate, *, by: User, at: datetime) -> None:
    external.checked_by, external.checked_at = by, at
    external.save(update_fields=["status", "reason", "checked_by", "checked_at"])


def _tell(external: ExternalCertificate, *, by: User, at: datetime) -> None:
    notify(
        external.person,
        kind="external_checked",
        context={
            "certificate": external.title,
            "is_confirmed": external.status == Status.CONFIRMED,
            "reason": external.reason,
        },
        link=PAGE,
        by=by,
        at=at,
    )


@transaction.atomic
def remind_of_ends(*, by: Actor, at: datetime | None = None) -> int:
    """Tell holders sixty and fourteen days before a confirmed one ends, each once."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    day = timezone.localdate(now)
    rows = ExternalCertificate.objects.ending(on=day).select_for_update(of=("self",))

    def tell(external: ExternalCertificate) -> None:
        notify(
            external.person,
            kind="external_expires",
            context={"certificate": external.title, "until": external.valid_until},
            link=PAGE,
            by=by,
            at=now,
        )
        journal.record(by=by, verb="certificates.remind_of_end", on=external, at=now)

    return remind_each(
        rows.select_related("person"),
        ends=lambda external: external.valid_until,
        tell=tell,
        on=day,
    )


@transaction.atomic
def purge_evidence(*, by: Actor, at: datetime | None = None) -> int:
    """What was not confirmed proves nothing: its picture goes, the entry and reason stay."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    purged = 0
    for external in past_evidence(now).select_for_update(of=("self",)):
        storage, name = external.evidence.storage, external.evidence.name
        external.evidence = ""
        external.save(update_fields=["evidence"])
        journal.record(by=by, verb="certificates.purge_evidence", on=external, at=now)
        # A picture that a broken disk kept is nobody's: no row names it any more.
        transaction.on_commit(partial(storage.delete, str(name)))
        purged += 1
    return purged


def past_evidence(at: datetime) -> QuerySet[ExternalCertificate]:
    before = at - timedelta(days=settings.REFUSED_PICTURE_DAYS)
    return ExternalCertificate.objects.refused_before(before).exclude(evidence="")

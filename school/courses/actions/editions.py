from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses import access, rules
from school.courses.models import Course, Edition
from school.courses.refusals import (
    AlreadySignedOff,
    EditionUnsound,
    NotAllConfirmed,
    NotInDraft,
    NotNurseInstructor,
    NotPublished,
)
from school.courses.soundness import findings_of, summary, to_mend
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def publish_edition(
    edition: Edition, *, by: Actor, at: datetime | None = None
) -> Edition:
    """Freeze the edition's content; the course's earlier edition is superseded."""
    if not access.can_publish(by):
        raise NotPermitted
    # Of two drafts published at once the later one is in force, not both.
    Course.objects.select_for_update(no_key=True).get(pk=edition.course_id)
    held = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if held.status != Edition.Status.DRAFT:
        raise NotInDraft
    if found := to_mend(findings_of(held)):
        raise EditionUnsound(count=len(found), found=summary(found))
    at = at or timezone.now()
    for earlier in edition.course.editions.filter(status=Edition.Status.PUBLISHED):
        earlier.status = Edition.Status.SUPERSEDED
        earlier.save(update_fields=["status"])
        journal.record(by=by, verb="courses.supersede_edition", on=earlier, at=at)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    journal.record(
        by=by,
        verb="courses.publish_edition",
        on=edition,
        data={"source_hash": edition.source_hash},
        at=at,
    )
    return edition


@transaction.atomic
def sign_off(
    edition: Edition,
    *,
    by: Actor,
    confirmed: Collection[int] | None = None,
    at: datetime | None = None,
) -> Edition:
    """A nurse-instructor answers for the edition, each point of `to_confirm` ticked.

    `confirmed` holds the positions ticked; None says that all are.
    """
    nurse = access.nurse_instructor(by)
    if nurse is None:
        raise NotNurseInstructor
    if edition.status == Edition.Status.DRAFT:
        raise NotPublished
    if edition.signed_off_by:
        raise AlreadySignedOff(name=str(edition.signed_off_by))
    total = len(edition.to_confirm)
    ticked = range(total) if confirmed is None else confirmed
    if missing := rules.unconfirmed(total, ticked):
        raise NotAllConfirmed(missing=len(missing), total=total)
    at = at or timezone.now()
    written = Edition.objects.filter(pk=edition.pk, signed_off_at=None).update(
        signed_off_by=nurse, signed_off_at=at
    )
    if not written:
        edition.refresh_from_db()
        raise AlreadySignedOff(name=str(edition.signed_off_by))
    edition.signed_off_by, edition.signed_off_at = nurse, at
    journal.record(
        by=by,
        verb="courses.sign_off",
        on=edition,
        data={"confirmed": edition.to_confirm},
        at=at,
    )
    return edition

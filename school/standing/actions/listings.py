"""Lists that an authority decided on: noted with their source, checked by a second person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import IO, Final

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from school.certificates.external import evidence
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.masking import mask_name, names_in_full
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person, User
from school.standing import refusals
from school.standing.models import ExternalListing

Status = ExternalListing.Status
KEPT: Final = timedelta(days=730)
_CHECKED = {True: "check_listing", False: "refuse_listing"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the authority's decision says, as it was copied."""

    colour: str
    authority: str
    decision: str
    decided_on: date
    begins_on: date
    ends_on: date | None = None
    url: str = ""
    is_published: bool = False
    words_zh: str = ""
    words_en: str = ""


@transaction.atomic
def record_listing(
    person: Person,
    *,
    by: Actor,
    paper: Decision,
    file: IO[bytes] | None = None,
    at: datetime | None = None,
) -> ExternalListing:
    """Note a decision; it says nothing to anybody before a second person has checked it."""
    if not isinstance(by, User) or not by.has_perm("standing.record_listing"):
        raise NotPermitted
    if is_self(person, by):
        raise refusals.OwnCard
    at = at or timezone.now()
    _refuse(paper, has_file=file is not None, on=timezone.localdate(at))
    _refuse_publishing(paper, person)
    listing = ExternalListing(
        person=person, recorded_by=by, recorded_at=at, **_columns(paper)
    )
    kept = evidence.taken(file) if file else None
    if kept:
        listing.media_type, listing.sha256 = kept.media_type, kept.sha256
        listing.evidence.save(kept.name, ContentFile(kept.data), save=False)
    try:
        with transaction.atomic():
            listing.save()
    except IntegrityError as error:
        if kept:
            listing.evidence.delete(save=False)
        raise refusals.ListedAlready from error
    _record(listing, "record_listing", by=by, at=at)
    return listing


@transaction.atomic
def check_listing(
    listing: ExternalListing,
    *,
    by: Actor,
    is_confirmed: bool,
    reason: str = "",
    at: datetime | None = None,
) -> ExternalListing:
    """Compare it with the authority's own publication: a second person, never who recorded it."""
    listing = _held(listing, by=by, status=Status.WAITING)
    if by.pk == listing.recorded_by_id:
        raise refusals.CheckedByRecorder
    if not is_confirmed and not reason.strip():
        raise refusals.WordsNeeded
    if is_confirmed:
        # It may have been noted before this was asked.
        _refuse_publishing(listing, listing.person)
    listing.checked_by_id = by.pk
    listing.checked_at = at = at or timezone.now()
    listing.status = Status.CHECKED if is_confirmed else Status.REFUSED
    if not is_confirmed:
        listing.ended_at, listing.ended_because = at, reason.strip()
    listing.save()
    _record(listing, _CHECKED[is_confirmed], by=by, at=at, reason=reason.strip())
    if is_confirmed:
        _tell(listing, "listing_recorded", by=by, at=at)
    return listing


@transaction.atomic
def end_listing(
    listing: ExternalListing, *, by: Actor, reason: str, at: datetime | None = None
) -> ExternalListing:
    """Corrected or withdrawn by the authority before its term: it is taken down at once."""
    listing = _held(listing, by=by, status=Status.CHECKED)
    if not reason.strip():
        raise refusals.WordsNeeded
    listing.status, listing.ended_because = Status.ENDED, reason.strip()
    listing.ended_at = at = at or timezone.now()
    listing.save(update_fields=["status", "ended_at", "ended_because"])
    _record(listing, "end_listing", by=by, at=at, reason=reason.strip())
    _tell(listing, "listing_ended", by=by, at=at, reason=reason.strip())
    return listing


@transaction.atomic
def forget_listing_files(*, by: Actor, at: datetime | None = None) -> int:
    """A copy is kept for two years after the listing is over; its hash stays."""
    if by is not SYSTEM:
        raise NotPermitted
    now = at or timezone.now()
    forgotten = 0
    for listing in past_listings(now).select_for_update(of=("self",)):
        storage, name = listing.evidence.storage, str(listing.evidence.name)
        listing.evidence = ""
        listing.save(update_fields=["evidence"])
        _record(listing, "forget_listing_files", by=by, at=now)
        transaction.on_commit(partial(storage.delete, name))
        forgotten += 1
    return forgotten


def past_listings(at: datetime) -> QuerySet[ExternalListing]:
    before = at - KEPT
    # Refused or ended before the moment of it was kept: since its check at the latest.
    undated = Q(ended_at=None, status__in=[Status.REFUSED, Status.ENDED])
    over = Q(ended_at__lt=before) | Q(ends_on__lt=timezone.localdate(before))
    over |= undated & Q(checked_at__lt=before)
    return ExternalListing.objects.filter(over).exclude(evidence="")


def _columns(paper: Decision) -> dict[str, object]:
    return {name: getattr(paper, name) for name in Decision.__slots__}


def _refuse(paper: Decision, *, has_file: bool, on: date) -> None:
    if paper.decided_on > on:
        raise refusals.DecidedLater
    if paper.ends_on and paper.ends_on < paper.begins_on:
        raise refusals.EndsBeforeItBegins
    if not (paper.url or has_file):
        raise refusals.SourceNeeded
    if paper.is_published and not paper.words_zh.strip():
        raise refusals.StatementNeeded


def _refuse_publishing(paper: Decision | ExternalListing, person: Person) -> None:
    """What everybody reads has an end, and names nobody in full."""
    if not paper.is_published:
        return
    if paper.ends_on is None:
        raise refusals.EndNeeded
    if names_in_full(f"{paper.words_zh}\n{paper.words_en}", person.name):
        raise refusals.NamedInFull(masked=mask_name(person.name))


def _held(listing: ExternalListing, *, by: Actor, status: str) -> ExternalListing:
    if not isinstance(by, User) or not by.has_perm("standing.record_listing"):
        raise NotPermitted
    rows = ExternalListing.objects.select_for_update(of=("self",))
    listing = rows.select_related("person").get(pk=listing.pk)
    if is_self(listing.person, by):
        raise refusals.OwnCard
    if listing.status != status:
        raise refusals.ListingSettled
    return listing


def _record(
    listing: ExternalListing, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    data = {"colour": listing.colour, "decision": listing.decision}
    journal.record(
        by=by, verb=f"standing.{verb}", on=listing, reason=reason, data=data, at=at
    )


def _tell(
    listing: ExternalListing, kind: str, *, by: Actor, at: datetime, **more: str
) -> None:
    told = {"authority": listing.authority, "decision": listing.decision}
    notify(
        listing.person,
        kind=kind,
        context={**told, **more},
        link=reverse("standing:mine"),
        by=by,
        at=at,
    )

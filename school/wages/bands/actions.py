from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.courses.models import Course
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.crypto import fingerprint
from school.lib.errors import NotPermitted
from school.wages.bands import refusals, rules
from school.wages.bands.facts import holders
from school.wages.models import BandPublication, PayBand

PUBLISH = "wages.publish_bands"


def drafted(*, on: date) -> rules.Draft:
    """What would be published on a day."""
    return rules.draft(holders(on=on))


def print_of(draft: rules.Draft) -> str:
    """Says whether what is published is what was looked at."""
    return fingerprint(repr(sorted(map(repr, draft.shown.items()))))


def is_month_done(*, on: date) -> bool:
    newest, (_first, last) = BandPublication.objects.newest(), rules.period(on)
    return newest is not None and newest.last_day >= last


@transaction.atomic
def publish_bands(
    *, seen: str, reason: str, by: Actor, at: datetime | None = None
) -> BandPublication:
    """Freeze the draft that was `seen` and show it to everyone; what was before stays readable."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    if not by.has_perm(PUBLISH):
        raise NotPermitted
    if not reason.strip():
        raise refusals.ReasonMissing
    if is_month_done(on=today):
        raise refusals.MonthDone
    draft = drafted(on=today)
    # Once some stand, none must be able to take their place.
    if not draft.shown and BandPublication.objects.newest() is None:
        raise refusals.NothingToPublish
    if print_of(draft) != seen:
        raise refusals.DraftChanged
    publication = _written(draft, reason=reason.strip(), by=by, at=at)
    journal.record(
        by=by, verb="wages.publish_bands", on=publication, reason=reason, at=at
    )
    return publication


def _written(
    draft: rules.Draft, *, reason: str, by: Actor, at: datetime
) -> BandPublication:
    newest = BandPublication.objects.newest()
    first, last = rules.period(timezone.localdate(at))
    try:
        # Two officers at once: the constraint lets one of them have the month.
        with transaction.atomic():
            publication = BandPublication.objects.create(
                number=newest.number + 1 if newest else 1,
                first_day=first,
                last_day=last,
                reason=reason,
                actor_label=str(by)[:120],
                at=at,
            )
    except IntegrityError as error:
        raise refusals.MonthDone from error
    courses = {course.code: course for course in Course.objects.all()}
    PayBand.objects.bulk_create(
        PayBand(
            publication=publication,
            course=courses[place.course],
            town=place.town,
            kind=place.kind,
            basis=place.basis,
            people=band.people,
            middle_fen=band.middle_fen,
            low_fen=band.low_fen,
            high_fen=band.high_fen,
        )
        for place, band in draft.shown.items()
    )
    return publication

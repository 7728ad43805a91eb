"""What classes rest on and the registrar keeps: venues, and who the school's lecturers are."""

from datetime import datetime

from django.db import transaction

from school.courses.models import Instructor, Venue
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def record_instructor(
    instructor: Instructor, *, by: Actor, at: datetime | None = None
) -> Instructor:
    """Keep who lectures and in what; a nurse-instructor may then sign editions off."""
    verb = "change" if instructor.pk else "add"
    if not by.has_perm(f"courses.{verb}_instructor"):
        raise NotPermitted
    instructor.save()
    journal.record(
        by=by,
        verb="courses.record_instructor",
        on=instructor,
        data={"kind": instructor.kind},
        at=at,
    )
    return instructor


@transaction.atomic
def record_venue(venue: Venue, *, by: Actor, at: datetime | None = None) -> Venue:
    verb = "change" if venue.pk else "add"
    if not by.has_perm(f"courses.{verb}_venue"):
        raise NotPermitted
    venue.save()
    journal.record(
        by=by,
        verb="courses.record_venue",
        on=venue,
        data={"address": venue.address, "capacity": venue.capacity},
        at=at,
    )
    return venue

"""What stands in a calendar that somebody subscribes to: classes, places and teachers, nobody else."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from school.courses.models import Cohort, Duty, Feed, Session
from school.enrollment.models import Enrollment
from school.lib import ical
from school.people.models import User

# What is longer past, a calendar has kept or does not need.
PAST = timedelta(days=60)


def address_of(feed: Feed) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("portal:feed", args=[feed.token])


def written(feed: Feed, *, at: datetime) -> bytes:
    """Cancelled evenings too: a program that knows one learns that it is off."""
    sessions = (
        _sessions(feed)
        .filter(ends_at__gte=at - PAST)
        .select_related("cohort", "evening", "venue", "teacher")
        .order_by("starts_at")
    )
    name = feed.cohort.name if feed.cohort else _("Night school: my evenings")
    return ical.calendar(name, [_event(session) for session in sessions])


def _sessions(feed: Feed) -> QuerySet[Session]:
    if feed.cohort:
        return Session.objects.filter(cohort=feed.cohort)
    assert feed.user
    return _of_user(feed.user)


def _of_user(user: User) -> QuerySet[Session]:
    learns = Enrollment.objects.on_roll().filter(person__user=user)
    works = Duty.objects.filter(user=user).exclude(kind=Duty.Kind.EXAMINER)
    return Session.objects.filter(
        Q(cohort__in=learns.values("cohort"))
        | Q(cohort__in=works.values("cohort"))
        | Q(teacher=user)
    )


def _event(session: Session) -> ical.Event:
    cohort, evening, venue = session.cohort, session.evening, session.venue
    is_off = cohort.status == Cohort.Status.CANCELLED
    name = f"{cohort.name} · {evening.number}. {evening.title}"
    if session.makes_up_id:
        name = _("%(evening)s (make-up evening)") % {"evening": name}
    lines = [str(venue.directions)]
    if session.teacher:
        lines.insert(0, _("Teacher: %(name)s") % {"name": session.teacher})
    place = " ".join(filter(None, [venue.name, session.room]))
    return ical.Event(
        uid=f"{session.code}@night-school",
        # A class that is called off changes all its evenings, and writes none.
        sequence=session.revision + is_off,
        changed_at=session.changed_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=name,
        location=f"{place}, {venue.address}",
        description="\n".join(filter(None, lines)),
        is_cancelled=is_off or session.status == Session.Status.CANCELLED,
    )

"""The SMS of an invitation: its code, its words, and when it leaves.

The six digits follow from the row and a key of the school: no table, queue, journal or
log holds them.
"""

import hmac
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from school.enrollment import tasks
from school.enrollment.models import Invitation
from school.lib import queue
from school.lib.crypto import signature
from school.lib.unsent import NotSent, Refused, Unsure
from school.notices import numbers
from school.notices.rules import times
from school.ui.templatetags import ui


def code_of(invitation: Invitation) -> str:
    moment = invitation.asked_at.astimezone(UTC).isoformat()
    facts = f"{invitation.code} {invitation.phone} {moment}"
    proof = signature(facts, purpose="invitation")
    return f"{int.from_bytes(proof) % 1_000_000:06d}"


def is_code_of(invitation: Invitation, typed: str) -> bool:
    return hmac.compare_digest(code_of(invitation).encode(), typed.encode())


def asker(invitation: Invitation) -> str:
    """Who asks, as the person asked knows them."""
    if invitation.company:
        return invitation.company.name
    if invitation.capacity == Invitation.Capacity.DESK:
        return _("a desk of the school")
    person = getattr(invitation.asked_by, "person", None)
    return person.name if person else str(invitation.asked_by)


def text(invitation: Invitation) -> str:
    address = reverse("enrollment:invited", args=[invitation.code])
    return _(
        "Night school: %(asker)s wants to enrol you in “%(cohort)s”. If you want it too: "
        "open %(link)s "
        "or tell the helper at your side the code %(code)s. Good until %(until)s. "
        "If you do not want it, do nothing."
    ) % {
        "asker": asker(invitation),
        "cohort": invitation.cohort.name,
        "link": settings.SITE_URL + address,
        "code": code_of(invitation),
        "until": ui.evening(invitation.expires_at),
    }


def due(invitation: Invitation, *, at: datetime) -> datetime:
    """At a desk she stands there and waits; elsewhere nobody is woken up."""
    if invitation.capacity == Invitation.Capacity.DESK:
        return at
    return numbers.may_leave(at)


def enqueue(invitation: Invitation, *, at: datetime) -> None:
    if invitation.due_at <= at:
        queue.enqueue(tasks.send_invitation, invitation.pk)


def send(invitation: Invitation, *, at: datetime) -> bool:
    """Once, if it is time: claimed before it is sent, so that no second worker sends it."""
    claimed = Invitation.objects.due(at=at).filter(pk=invitation.pk)
    if not claimed.update(sent_at=at, tries=F("tries") + 1):
        return False
    try:
        with translation.override(settings.LANGUAGE_CODE):
            numbers.send(
                invitation.phone,
                text(invitation),
                kind="invitation",
                facts=facts(invitation),
            )
    except (Refused, Unsure, TimeoutError):
        # It never will leave, or may have: a new one is for the asker to decide.
        return False
    except (NotSent, OSError):
        _again(invitation, at=at)
        return False
    return True


def facts(invitation: Invitation) -> dict[str, str]:
    """For a carrier that fills its own templates."""
    return {
        "asker": asker(invitation),
        "cohort": invitation.cohort.name,
        "code": code_of(invitation),
        "key": invitation.code,
        "until": ui.evening(invitation.expires_at),
    }


def send_due() -> int:
    """What was put off, failed, or was lost on its way to the worker."""
    now = timezone.now()
    waiting = Invitation.objects.due(at=now).select_related(
        "cohort", "company", "asked_by__person"
    )
    return sum(send(invitation, at=now) for invitation in waiting)


def _again(invitation: Invitation, *, at: datetime) -> None:
    tries = invitation.tries + 1
    if tries < times.MOST_ATTEMPTS:
        later = numbers.may_leave(at + times.wait_after(tries))
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=None, due_at=later)

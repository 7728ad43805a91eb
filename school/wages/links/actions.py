"""The link that answers one follow-up: made with the message, used once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import LinkHolder
from school.lib import sms
from school.lib.crypto import fingerprint
from school.notices import doors
from school.notices.models import Notice
from school.ui.templatetags.ui import full_date
from school.wages import refusals as wages
from school.wages import rules
from school.wages.access import agrees_to
from school.wages.actions.follow_ups import answer_follow_up, check_open
from school.wages.links import refusals
from school.wages.models import AnswerLink, FollowUp


def door() -> str:
    """The path before the key."""
    return reverse("wages:by_link", args=["0"]).removesuffix("0/")


def make(follow_up: FollowUp, notice: Notice, *, at: datetime) -> AnswerLink:
    """A part of telling that it is due."""
    return AnswerLink.objects.create(
        follow_up=follow_up,
        digest=fingerprint(doors.key_of(notice)),
        made_at=at,
        until=at + timedelta(days=rules.LINK_DAYS),
    )


def sample(follow_up: FollowUp) -> str:
    """Whoever tries the school out does not see the console that SMS are printed on."""
    if not (settings.DEMONSTRATION and sms.is_on_console()):
        return ""
    told = Notice.objects.filter(person=follow_up.enrollment.person_id)
    link = reverse("wages:follow_up", args=[follow_up.code])
    notice = told.filter(link=link).first()
    return doors.address(notice) if notice else ""


def find(key: str) -> AnswerLink:
    links = AnswerLink.objects.select_related("follow_up__enrollment__person")
    link = links.filter(digest=fingerprint(key)).first()
    if link is None:
        raise refusals.LinkUnknown
    return link


def check_good(link: AnswerLink, *, at: datetime) -> None:
    """Whether the link opens its question, and if not, what to do instead."""
    if link.used_at is not None:
        raise refusals.LinkUsed
    if link.follow_up.status == FollowUp.Status.ANSWERED:
        raise wages.AlreadyAnswered
    if not agrees_to(link.follow_up):
        raise refusals.NothingAsked
    check_open(link.follow_up, at=at)
    if link.is_over(at=at):
        raise refusals.LinkOver(day=full_date(timezone.localdate(link.until)))


@transaction.atomic
def answer_by_link(
    link: AnswerLink,
    *,
    employment: str,
    workplace: str = "",
    pay: rules.Pay | None = None,
    at: datetime | None = None,
) -> FollowUp:
    """Answer as whoever holds the link; of two taps at once the first counts."""
    at = at or timezone.now()
    check_good(link, at=at)
    if not AnswerLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        raise refusals.LinkUsed
    return answer_follow_up(
        link.follow_up,
        employment=employment,
        workplace=workplace,
        pay=pay,
        by=LinkHolder(to=link.follow_up.code),
        at=at,
    )

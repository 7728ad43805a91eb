"""Notes who came in and who did not (`LogIn`); what was typed is never asked for here."""

from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from school.lib import attempts
from school.people.devices import device_words
from school.people.models import LogIn, User

Outcome, Way = LogIn.Outcome, LogIn.Way
# The law on the security of networks asks for six months at least.
KEPT = timedelta(days=190)
# As long as a number stays shut (`ACCOUNT_RATE_LIMITS`): one line says it.
SHUT_SECONDS = 300


def note(
    request: HttpRequest,
    user: User,
    outcome: LogIn.Outcome,
    way: str,
    *,
    second: str = "",
) -> None:
    device = device_words(request.headers.get("User-Agent", ""))
    LogIn.objects.create(
        user=user,
        at=timezone.now(),
        outcome=outcome,
        way=way,
        second=second,
        device=device[:80],
    )


def note_log_in(request: HttpRequest, user: User) -> None:
    """By what she showed on the way in; a code alone proves the number of who signs up."""
    way, second = str(Way.CODE), ""
    for record in get_authentication_records(request, user):
        if record["method"] in (Way.CODE, Way.PASSWORD):
            way = record["method"]
        elif record.get("passwordless"):
            way = record["type"]
        elif "type" in record:
            second = record["type"]
    note(request, user, Outcome.IN, way, second=second)


def note_wrong(request: HttpRequest, user: User | None, way: str) -> None:
    if user is None:
        _count_unknown(way)
    elif request.user.is_authenticated:
        note(request, user, Outcome.AGAIN_WRONG, way)
    else:
        note(request, user, Outcome.WRONG, way)


def note_stopped(request: HttpRequest, user: User | None, way: str) -> None:
    if user and attempts.take(
        "log-in-stopped", f"{user.pk}:{way}", most=1, seconds=SHUT_SECONDS
    ):
        note(request, user, Outcome.STOPPED, way)


def past_log_ins(at: datetime) -> QuerySet[LogIn]:
    return LogIn.objects.filter(at__lt=at - KEPT)


def forget_log_ins(at: datetime) -> int:
    return past_log_ins(at).delete()[0]


def _count_unknown(way: str) -> None:
    """Of a number that has no account the school notes nothing but that it was tried."""
    now = timezone.now()
    today = LogIn.objects.filter(
        user=None,
        way=way,
        at__gte=timezone.localtime(now).replace(hour=0, minute=0, second=0),
    ).first()
    if today is None:
        LogIn.objects.create(at=now, outcome=Outcome.WRONG, way=way)
    else:
        LogIn.objects.filter(pk=today.pk).update(count=F("count") + 1)

"""The browsers that somebody has logged in with before: nobody else's guesses shut them out."""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from school.lib import cookies
from school.people.models import User

COOKIE, SALT = "known_device", "people.known_device"
AGE = timedelta(days=365)
# A phone that a family shares remembers the last few.
MOST = 4


def known_to(request: HttpRequest, user: User | None) -> str:
    """What this browser was called when `user` logged in with it; empty if she never did."""
    return _kept(request).get(str(user.pk), "") if user else ""


def remember(request: HttpRequest, answer: HttpResponse, user: User) -> None:
    kept = _kept(request)
    mine = kept.pop(str(user.pk), "") or get_random_string(22)
    kept = dict([*kept.items(), (str(user.pk), mine)][-MOST:])
    cookies.keep(answer, COOKIE, signing.dumps(kept, salt=SALT), age=AGE)


def _kept(request: HttpRequest) -> dict[str, str]:
    try:
        kept = signing.loads(cookies.read(request, COOKIE), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return {}
    return dict(kept)

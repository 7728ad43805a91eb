from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from school.people.models import User


class MemberRequest(HttpRequest):
    """The request of someone signed in, which `login_required` has made sure of."""

    user: User


def allowed(request: HttpRequest, right: str) -> User:
    """Who asks, if they have the right."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm(right):
        raise PermissionDenied
    return user


def client_address(request: HttpRequest) -> str:
    """Where the reader is, behind as many proxies as TRUSTED_PROXIES says."""
    return str(get_adapter(request).get_client_ip(request))

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from school.people.models import User

# In the session: the number of the role.
CHOSEN = "working_as"


def working_as(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Narrows the desk to the role that was chosen; outside it everybody is all that she is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        narrow(request)
        return get_response(request)

    return middleware


def narrow(request: HttpRequest) -> None:
    """A role that was taken from her meanwhile is forgotten."""
    user, chosen = request.user, request.session.get(CHOSEN)
    if chosen is None or not request.path.startswith(reverse("wagtailadmin_home")):
        return
    if not isinstance(user, User) or not user.is_active:
        return
    user.works_as = next((one for one in user.desk_roles if one.pk == chosen), None)
    if user.works_as is None:
        del request.session[CHOSEN]
        return
    # What Wagtail reads of groups itself, and keeps with the account for a request.
    for policy, rights in (
        (PagePermissionPolicy, GroupPagePermission.objects.select_related("page")),
        (
            CollectionPermissionPolicy,
            GroupCollectionPermission.objects.select_related("collection"),
        ),
    ):
        found = rights.filter(group=user.works_as).select_related("permission")
        setattr(user, policy.permission_cache_name, found)

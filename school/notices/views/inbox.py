from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from school.notices import actions
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.access import person_of
from school.people.requests import MemberRequest

A_PAGE = 20


@login_required
@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    notices = Notice.objects.visible_to(request.user)
    page = Paginator(notices.unread_first(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "letters": [letter(notice) for notice in page],
        "unread": notices.unread().count(),
    }
    return render(request, "notices/inbox.html", context)


# Reading is a POST: a browser that fetches links ahead would read for the person.


@login_required
@require_POST
def read(request: MemberRequest, code: str) -> HttpResponse:
    """Note a notice as read, and go on to what it is about."""
    notices = Notice.objects.visible_to(request.user).select_related("person")
    notice = actions.mark_read(
        get_object_or_404(notices, code=code), reader=request.user
    )
    is_ours = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if notice.link and is_ours else "notices:inbox")


@login_required
@require_POST
def read_all(request: MemberRequest) -> HttpResponse:
    person = person_of(request.user)
    if person:
        actions.mark_all_read(person, reader=request.user)
    return redirect("notices:inbox")

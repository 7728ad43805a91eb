from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from school.people.access import person_of
from school.people.requests import MemberRequest
from school.service.models import ServiceEvent

A_PAGE = 30


@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """What the platform tells of her, the newest first, and that she may answer before anything is taken."""
    person = person_of(request.user)
    found = ServiceEvent.objects.filter(person=person).exclude(
        kind=ServiceEvent.Kind.WITHDRAWN
    )
    found = found.select_related("withdrawn_by", "matter__case")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "service/mine.html", {"page": page})

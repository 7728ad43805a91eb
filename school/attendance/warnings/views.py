from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from school.attendance.models import Alert
from school.attendance.warnings.access import follows_up
from school.attendance.warnings.actions import note_contact
from school.journal.things import Thing
from school.looks.doors import seen_all
from school.looks.models import Look
from school.people.models import Person
from school.people.requests import MemberRequest

A_PAGE = 30


@login_required
@require_safe
def alerts(request: MemberRequest) -> HttpResponse:
    """Who has to be called, those not called yet first."""
    if not follows_up(request.user):
        raise PermissionDenied
    standing = (
        Alert.objects.followed_by(request.user)
        .standing()
        .select_related("enrollment__person__user", "enrollment__cohort")
        .select_related("contacted_by")
        .order_by(F("contacted_at").asc(nulls_first=True), "-raised_at", "-pk")
    )
    page = Paginator(standing, A_PAGE).get_page(request.GET.get("page"))
    callable_ = [
        one.enrollment.person_id for one in page if one.enrollment.person.phone
    ]
    seen_all(
        request,
        Person.objects.filter(pk__in=callable_),
        kind=Look.Kind.PHONE,
        on=Thing(
            "looks.list", "attendance.alert", str(Alert._meta.verbose_name_plural)
        ),
    )
    return render(request, "attendance/alerts.html", {"page": page})


@login_required
@require_POST
def contacted(request: MemberRequest, code: str) -> HttpResponse:
    alert = get_object_or_404(Alert.objects.followed_by(request.user), code=code)
    note_contact(alert, by=request.user)
    return redirect("attendance:alerts")

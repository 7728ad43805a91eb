from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from school.assessment.models import Contestant
from school.certificates.models import Certificate, ExternalCertificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.notices import wording
from school.notices.models import Notice
from school.people.access import person_of
from school.people.models import User
from school.people.requests import MemberRequest
from school.portal import evenings, study, waiting


@login_required
def today(request: MemberRequest) -> HttpResponse:
    """Home: tonight, then what waits, then the evenings ahead."""
    now = timezone.now()
    person = person_of(request.user)
    context: dict[str, Any] = {
        "person": person,
        "day": timezone.localdate(now),
        "unread": [
            wording.letter(notice)
            for notice in Notice.objects.visible_to(request.user).unread()[:3]
        ],
        "waiting": waiting.for_staff(request.user),
        "has_classes": bool(person and person.enrollments.exists()),
        **_teaching(request.user),
    }
    if person and context["has_classes"]:
        learning = evenings.of_trainee(person)
        context["tonight"] = evenings.tonight(
            learning.prefetch_related("evening__module__lessons"), at=now
        )
        context["ahead"] = evenings.ahead(learning, at=now)
        context["waiting"] += waiting.for_trainee(person, at=now)
    context["waiting"].sort(key=lambda one: not one.is_pressing)
    context["is_pressing"] = any(one.is_pressing for one in context["waiting"])
    context["has_duties"] = request.user.duties.exists()
    context["is_contact"] = request.user.company_contacts.exists()
    return render(request, "portal/today.html", context)


def _teaching(user: User) -> dict[str, Any]:
    now = timezone.now()
    return {
        "teaching_tonight": evenings.rolls(user, at=now),
        "teaching_ahead": evenings.ahead(evenings.of_staff(user), at=now),
    }


@login_required
def my_study(request: MemberRequest) -> HttpResponse:
    person = person_of(request.user)
    rows = study.courses_of(person, at=timezone.now()) if person else []
    return render(request, "portal/study.html", {"rows": rows})


@login_required
def my_certificates(request: MemberRequest) -> HttpResponse:
    own = (
        Certificate.objects.printed()
        .filter(enrollment__person__user_id=request.user.pk)
        .prefetch_related("status_changes")
    )
    return render(
        request,
        "portal/certificates.html",
        {
            "certificates": own.select_related(
                "enrollment__cohort__edition__course__track"
            ),
            "externals": ExternalCertificate.objects.filter(
                person__user_id=request.user.pk
            ),
        },
    )


@login_required
def me(request: MemberRequest) -> HttpResponse:
    context = {
        "person": person_of(request.user),
        "unread": Notice.objects.visible_to(request.user).unread().count(),
        "has_duties": request.user.duties.exists(),
        "competes": Contestant.objects.visible_to(request.user).exists(),
        "is_contact": request.user.company_contacts.exists(),
    }
    return render(request, "portal/me.html", context)


@login_required
def my_classes(request: MemberRequest) -> HttpResponse:
    """The cohorts one works in, with tonight's roll first."""
    cohorts = (
        Cohort.objects.staffed_by(request.user)
        .select_related("edition__course__track", "venue")
        .annotate(
            on_roll=Count(
                "enrollments",
                filter=Q(enrollments__in=Enrollment.objects.on_roll().trainees()),
            )
        )
        .order_by("-starts_on")
    )
    context = {"cohorts": cohorts, "day": timezone.localdate()}
    return render(
        request, "portal/classes.html", {**context, **_teaching(request.user)}
    )

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from school.assessment.models import Award, Contestant
from school.certificates.models import Certificate, ExternalCertificate
from school.courses.models import Cohort, Duty
from school.enrollment.models import Enrollment
from school.notices import wording
from school.notices.models import Notice
from school.people.access import person_of
from school.people.models import CompanyContact, User
from school.people.requests import MemberRequest
from school.portal import evenings, study, waiting
from school.ui import phone


@login_required
def today(request: MemberRequest) -> HttpResponse:
    """Home: tonight, then what waits, then the evenings ahead."""
    now = timezone.now()
    person = person_of(request.user, "standing")
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
    if person:
        context["waiting"] += waiting.for_worker(person, at=now)
    if person and context["has_classes"]:
        learning = evenings.of_trainee(person)
        context["tonight"] = evenings.tonight(
            learning.select_related("evening__module").prefetch_related(
                "evening__module__lessons"
            ),
            at=now,
        )
        context["ahead"] = evenings.ahead(learning, at=now)
        context["waiting"] += waiting.for_trainee(person, at=now)
    context["waiting"].sort(key=lambda one: not one.is_pressing)
    context["is_pressing"] = any(one.is_pressing for one in context["waiting"])
    context.update(_works(request.user))
    return render(request, "portal/today.html", context)


def _works(user: User) -> Mapping[str, Any]:
    """Whether she teaches here, and whether she speaks for a company."""
    duties = Duty.objects.filter(user=OuterRef("pk"))
    contacts = CompanyContact.objects.filter(user=OuterRef("pk"))
    asked = User.objects.filter(pk=user.pk).annotate(
        has_duties=Exists(duties), is_contact=Exists(contacts)
    )
    return asked.values("has_duties", "is_contact").get()


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
    """Her wallet: ours in every state, prizes, and what other bodies gave her."""
    own = (
        Certificate.objects.printed()
        .filter(enrollment__person__user_id=request.user.pk)
        .select_related("enrollment__cohort__edition__course__track")
        .prefetch_related("status_changes")
        .with_renewals()
    )
    contestants = Contestant.objects.visible_to(request.user)
    person = person_of(request.user)
    context = {
        "certificates": own,
        # Where she signs in by the code on her phone.
        "tonight": evenings.tonight(evenings.of_trainee(person), at=timezone.now())
        if person
        else [],
        "awards": Award.objects.told()
        .filter(contestant__in=contestants)
        .select_related("contest", "station"),
        "externals": ExternalCertificate.objects.filter(
            person__user_id=request.user.pk
        ),
    }
    return render(request, "portal/certificates.html", context)


@require_GET
def certificates_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the wallet while there is no signal."""
    return phone.worker(request, "portal/wallet_worker.js")


@require_GET
def certificates_manifest(request: HttpRequest) -> JsonResponse:
    """The wallet as an app of its own; what it leads to lies elsewhere on the site."""
    start = reverse("portal:certificates")
    return phone.manifest(
        _("My certificates"), _("Certificates"), start=start, scope="/"
    )


@login_required
def me(request: MemberRequest) -> HttpResponse:
    context = {
        "person": person_of(request.user),
        "unread": Notice.objects.visible_to(request.user).unread().count(),
        **_works(request.user),
        "competes": Contestant.objects.visible_to(request.user).exists(),
        "judges": request.user.judging.exists(),
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

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.applicants import holds_against, obstacles_of
from school.enrollment.explain import in_line
from school.enrollment.forms import ApplyForm, ClaimForm, WithdrawForm
from school.enrollment.models import Enrollment
from school.enrollment.obstacles import OnHold
from school.enrollment.own import PARTS, own, visible
from school.enrollment.places import places_in, standing
from school.enrollment.refusals import CourseCompleted
from school.enrollment.rules.eligibility import Waiver
from school.lib.errors import Refusal
from school.people.access import is_self, person_of
from school.people.models import ConsentText, Person
from school.people.requests import MemberRequest
from school.ui.steps import posted, press, send

SELF = Enrollment.Source.SELF


@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """Every class one has applied for, newest first."""
    applied = Enrollment.objects.filter(person__user_id=request.user.pk)
    context = {"enrollments": applied.select_related(*PARTS).order_by("-applied_at")}
    return render(request, "enrollment/mine.html", context)


@login_required
def apply(request: MemberRequest, code: str) -> HttpResponse:
    """Read the consent text, tick it, and take a place or a place in line."""
    cohort = get_object_or_404(
        Cohort.objects.public().select_related("venue", "edition__course__track"),
        code=code,
    )
    person = person_of(request.user)
    if person is None or not person.has_identity:
        return _to_profile(request)
    if answered := _answered(request, person, cohort):
        return redirect("enrollment:detail", answered.code)
    text = get_object_or_404(
        ConsentText.objects.current(), purpose=ConsentText.Purpose.ENROLMENT
    )
    obstacles = obstacles_of(person, cohort, at=timezone.now())
    form = ApplyForm(
        posted(request),
        text=text,
        has_shift_clash=obstacles.shift is not None,
    )
    if enrollment := _applied(request, person, cohort, form):
        return redirect("enrollment:detail", enrollment.code)
    places = places_in(cohort)
    context = {"cohort": cohort, "form": form, "consent": text, "places": places}
    context |= {"standing": standing(cohort, places), "obstacles": obstacles}
    return render(request, "enrollment/apply.html", context)


@login_required
def detail(request: MemberRequest, code: str) -> HttpResponse:
    """How an application stands, and what comes next."""
    enrollment = visible(request, code)
    now = timezone.now()
    context = {
        "enrollment": enrollment,
        "cohort": enrollment.cohort,
        "is_own": is_self(enrollment.person, request.user),
        "line": in_line(enrollment, at=now),
        "offer_stands": enrollment.offer_stands(at=now),
        "hold": _hold(enrollment),
        "can_withdraw": _can_withdraw(enrollment),
        # Of the app that asks about pay, which lies above this one.
        "is_pay_known": hasattr(enrollment, "baseline"),
        "first": enrollment.cohort.sessions.planned()
        .select_related("venue")
        .order_by("starts_at")
        .first(),
        "now": now,
    }
    return render(request, "enrollment/detail.html", context)


@login_required
def offer(request: MemberRequest, code: str) -> HttpResponse:
    """Where the notice of an offer leads: one tap to accept, one to refuse."""
    enrollment = own(request, code)
    now = timezone.now()
    if not enrollment.offer_stands(at=now):
        return redirect("enrollment:detail", code)
    context = {"enrollment": enrollment, "cohort": enrollment.cohort, "now": now}
    return render(request, "enrollment/offer.html", context)


@login_required
def claim(request: MemberRequest, code: str) -> HttpResponse:
    """Ask for one of the reserved places, and say on what grounds."""
    enrollment = own(request, code)
    form = ClaimForm(posted(request), cohort=enrollment.cohort)

    def ask() -> str:
        actions.claim_quota(enrollment, by=request.user, **form.cleaned_data)
        return _("The registrar looks at it and answers.")

    if send(request, form, ask):
        return redirect("enrollment:detail", code)
    context = {"enrollment": enrollment, "form": form}
    return render(request, "enrollment/claim.html", context)


@login_required
@require_POST
def accept(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = own(request, code)
    try:
        actions.accept_offer(enrollment, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("enrollment:detail", code)


@login_required
@require_POST
def decline(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = own(request, code)

    def give_up() -> str:
        actions.decline_offer(enrollment, by=request.user)
        return _("You have given the place up. Thank you.")

    press(request, give_up)
    return redirect("enrollment:detail", code)


@login_required
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    """Ask once more, then give the place back."""
    enrollment = own(request, code)
    form = WithdrawForm(posted(request))

    def leave() -> str:
        actions.withdraw(enrollment, by=request.user, **form.cleaned_data)
        return ""

    if send(request, form, leave):
        return redirect("enrollment:detail", code)
    context = {"enrollment": enrollment, "form": form}
    context["in_time"] = actions.in_time(enrollment.cohort, at=timezone.now())
    return render(request, "enrollment/withdraw.html", context)


def _applied(
    request: MemberRequest, person: Person, cohort: Cohort, form: ApplyForm
) -> Enrollment | None:
    """The application; what stands against it is said in the form, each on its line."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return actions.apply_with_consent(
            person,
            cohort=cohort,
            by=request.user,
            source=SELF,
            text=form.text,
            waiver=Waiver(shifts=form.cleaned_data.get("can_come", False)),
        )
    except Refusal as refusal:
        for part in refusal.parts:
            form.add_error(None, str(part))
        return None


def _to_profile(request: MemberRequest) -> HttpResponseRedirect:
    query = urlencode({"next": request.path})
    return redirect(f"{reverse('people:profile')}?{query}")


def _answered(
    request: MemberRequest, person: Person, cohort: Cohort
) -> Enrollment | None:
    """What makes a new application needless: one that stands, or the course completed."""
    applied = Enrollment.objects.filter(person=person, cohort=cohort)
    if standing := applied.exclude(status=Enrollment.Status.WITHDRAWN).first():
        return standing
    done = Enrollment.objects.completing(person, cohort).first()
    if done:
        messages.warning(request, str(CourseCompleted()))
    return done


def _hold(enrollment: Enrollment) -> str:
    """What stops an offer from being accepted, in words."""
    is_let_pass = OnHold.code in enrollment.waived.split()
    if enrollment.status != Enrollment.Status.OFFERED or is_let_pass:
        return ""
    course_id = enrollment.cohort.edition.course_id
    reasons = holds_against(enrollment.person, course_id)
    return str(OnHold(reason="；".join(reasons))) if reasons else ""


def _can_withdraw(enrollment: Enrollment) -> bool:
    return (
        enrollment.status
        in (
            Enrollment.Status.APPLIED,
            Enrollment.Status.OFFERED,
            Enrollment.Status.WAITLISTED,
            Enrollment.Status.ENROLLED,
        )
        and enrollment.cohort.status != Cohort.Status.ASSESSING
    )

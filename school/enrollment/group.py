"""The pages on which a company's contact asks several of its workers at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.invitation_forms import GroupForm
from school.enrollment.models import Invitation
from school.enrollment.places import places_in, standing
from school.lib.errors import Refusal
from school.people.models import Company, Person
from school.people.requests import MemberRequest

A_PAGE = 30
Status = Invitation.Status
# Who has answered is asked no more; whose time ran out may be.
SETTLED = {Status.WAITING, Status.CONFIRMED, Status.DECLINED}


@login_required
@require_GET
def classes(request: MemberRequest) -> HttpResponse:
    """Which class to choose workers for."""
    companies = get_list_or_404(Company, contacts__user=request.user)
    opened = Cohort.objects.open_for_enrollment().order_by("starts_on", "pk")
    page = Paginator(
        opened.select_related("venue", "edition__course__track"), A_PAGE
    ).get_page(request.GET.get("page"))
    context = {"companies": companies, "page": page}
    return render(request, "enrollment/group_classes.html", context)


@login_required
def group(request: MemberRequest, code: str) -> HttpResponse:
    """Tick workers; each gets an SMS of her own, and answers for herself."""
    companies = get_list_or_404(Company, contacts__user=request.user)
    cohort = get_object_or_404(
        Cohort.objects.public().select_related("venue", "edition__course__track"),
        code=code,
    )
    workers = Person.objects.shown_to_contact(request.user).select_related("user")
    page = Paginator(workers.order_by("name", "pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    asked = _asked(request, cohort, page)
    settled = {pk for pk, (_one, answer) in asked.items() if answer in SETTLED}
    askable = workers.filter(
        pk__in=[one.pk for one in page if one.pk not in settled]
    ).order_by("name", "pk")
    form = GroupForm(
        request.POST if request.method == "POST" else None, askable=askable
    )
    if request.method == "POST" and form.is_valid() and _invite(request, cohort, form):
        return redirect(request.get_full_path())
    context = {
        "companies": companies,
        "cohort": cohort,
        "page": page,
        "form": form,
        "can_ask": len(settled) < len(page),
        "asked": [asked[one.pk] for one in page if one.pk in asked],
        "standing": standing(cohort, places_in(cohort)),
    }
    return render(request, "enrollment/group.html", context)


def _asked(
    request: MemberRequest, cohort: Cohort, page: Page[Person]
) -> dict[int, tuple[Invitation, Invitation.Status]]:
    """Those of the page who were asked by their company, with the newest answer."""
    now = timezone.now()
    sent = Invitation.objects.filter(
        cohort=cohort,
        worker__in=[one.pk for one in page],
        company__contacts__user=request.user,
    )
    return {
        one.worker_id: (one, one.answer(at=now))
        for one in sent.order_by("asked_at", "pk")
        if one.worker_id
    }


def _invite(request: MemberRequest, cohort: Cohort, form: GroupForm) -> bool:
    """Each in a transaction of her own; who is refused is named, with the reason."""
    refused, chosen = [], list(form.cleaned_data["workers"])
    for worker in chosen:
        try:
            actions.invite_worker(cohort, worker=worker, by=request.user)
        except Refusal as refusal:
            refused.append(f"{worker.name}: {refusal}")
    done = len(chosen) - len(refused)
    for sentence in refused:
        if done:
            messages.error(request, sentence)
        else:
            form.add_error(None, sentence)
    if done:
        words = ngettext(
            "%(done)s SMS is on its way. No place is held until she confirms.",
            "%(done)s SMS are on their way. No place is held until each confirms.",
            done,
        )
        messages.success(request, words % {"done": done})
    return bool(done)

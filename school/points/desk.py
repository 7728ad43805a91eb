"""The points officer's screens: an award by hand, and the reversal of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse as reverse_url
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort, Course
from school.journal.actors import Actor
from school.lib.errors import Refusal
from school.people.models import Person, User
from school.people.requests import allowed
from school.points import actions, refusals
from school.points.actions.reversing import why_not
from school.points.forms import AwardForm, ReverseForm, RuleForm
from school.points.models import AwardRequest, Posting
from school.points.sources.rules import bare

SOURCES: dict[str, type[Cohort | Course]] = {
    Posting.Source.COHORT: Cohort,
    Posting.Source.COURSE: Course,
}


def award(request: HttpRequest) -> HttpResponse:
    user = allowed(request, "points.award_entry")
    form = AwardForm(request.POST or None)
    if form.is_settled() and (there := _awarded(request, form, by=user)):
        return redirect(there)
    context = {
        "page_title": _("Award points"),
        "header_icon": "plus",
        "form": form,
    }
    return render(request, "points/desk/award.html", context)


def award_as_typed(
    form: RuleForm, person: Person, *, by: User
) -> tuple[Posting | AwardRequest, bool]:
    """The award, or the request for a second person; and whether it is new."""
    at = timezone.now()
    made = actions.propose_award(
        person,
        rule_code=form.cleaned_data["rule"].code,
        source_type=form.source_type,
        source_id=form.cleaned_data["reference"],
        by=by,
        reason=form.cleaned_data["reason"],
        at=at,
    )
    since = made.at if isinstance(made, Posting) else made.asked_at
    return made, since == at


def _awarded(request: HttpRequest, form: AwardForm, *, by: User) -> str:
    """Where to go then; nowhere where it was refused."""
    person = form.confirmed
    assert person
    try:
        posting, is_new = award_as_typed(form, person, by=by)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return ""
    if isinstance(posting, AwardRequest):
        if is_new:
            said = _("Asked for. By this rule a second person confirms the award.")
        else:
            said = _("This award waits for a second person: here it is.")
        messages.warning(request, said)
        return reverse_url("points_desk:award_request", args=[posting.code])
    if not is_new:
        messages.warning(request, str(refusals.AwardedAlready()))
    elif posting.is_capped:
        said = _("Noted. The most for this period is reached: %(points)s points given.")
        messages.warning(request, said % {"points": posting.points})
    else:
        said = _("%(person)s has been given %(points)s points.")
        given = {"person": person.name, "points": posting.points}
        messages.success(request, said % given)
    return reverse_url("posting:inspect", args=[posting.pk])


def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    user = allowed(request, "points.reverse_entry")
    posting = get_object_or_404(
        Posting.objects.visible_to(user).select_related("person", "rule"), pk=pk
    )
    if hindrance := _hindrance(posting):
        messages.error(request, str(hindrance))
        return redirect("posting:inspect", posting.pk)
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reverse_award(posting, by=user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entry is reversed in both accounts."))
            return redirect("posting:inspect", posting.pk)
    context = {
        "page_title": _("Reverse an entry"),
        "page_subtitle": posting.person.name,
        "header_icon": "history",
        "posting": posting,
        "source": _source(posting),
        "form": form,
    }
    return render(request, "points/desk/reverse.html", context)


def reverse_award(posting: Posting, *, by: Actor, reason: str) -> Posting:
    """By hand; what was deducted comes back by its case alone."""
    if hindrance := _hindrance(posting):
        raise hindrance
    return actions.reverse(posting, by=by, reason=reason)


def _hindrance(posting: Posting) -> Refusal | None:
    if posting.kind == Posting.Kind.DEDUCTION:
        return refusals.ByAppeal()
    return why_not(posting)


def _source(posting: Posting) -> str:
    """What the posting was made for, by its name where it has one."""
    model = SOURCES.get(posting.source_type)
    name = bare(posting.source_id)
    found = model.objects.filter(code=name).first() if model else None
    return str(found or posting.source_id)

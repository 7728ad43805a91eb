"""Deeds with evidence, at the desk: what waits, a new one, its evidence, and the answer."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school.lib.errors import Refusal
from school.people.models import User
from school.people.requests import allowed
from school.points.answering import confirmed
from school.points.cases.evidence import served
from school.points.cases.sending import bound, sent
from school.points.cases.ties import is_tied
from school.points.deeds import access, actions
from school.points.deeds.forms import DeedForm, EvidenceForm
from school.points.deeds.models import Deed
from school.points.forms import RefuseForm
from school.ui.asking import asked
from school.ui.steps import posted, press

Status = Deed.Status
RELATED = ("person", "rule", "entered_by", "decided_by", "posting")
# Of those that are over the last ones.
MOST_LISTED = 30


def _enter(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not access.may_enter(user):
        raise PermissionDenied
    return user


def _deed(user: User, code: str) -> Deed:
    return get_object_or_404(access.deeds_of(user).select_related(*RELATED), code=code)


def index(request: HttpRequest) -> HttpResponse:
    user = _enter(request)
    deeds = access.deeds_of(user).select_related(*RELATED)
    waiting = deeds.filter(status__in=[Status.OPEN, Status.WAITING])
    may = user.has_perm(access.ENTER)
    yours = list(access.to_confirm(user).values_list("pk", flat=True)) if may else []
    context = {
        "page_title": _("Points with evidence"),
        "header_icon": "image",
        "may_enter": may,
        "yours": waiting.filter(pk__in=yours).order_by("entered_at"),
        "waiting": waiting.exclude(pk__in=yours).order_by("entered_at"),
        "over": deeds.filter(status__in=[Status.GIVEN, Status.REFUSED])[:MOST_LISTED],
    }
    return render(request, "points/deeds/desk/index.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    user = allowed(request, access.ENTER)
    form = DeedForm(posted(request), user=user)
    if form.is_settled() and (deed := _entered(form, by=user)):
        return redirect("points_desk:prove_deed", deed.code)
    context = {
        "page_title": _("Enter a deed"),
        "header_icon": "plus",
        "form": form,
    }
    return render(request, "points/deeds/desk/enter.html", context)


def _entered(form: DeedForm, *, by: User) -> Deed | None:
    typed = form.cleaned_data
    assert form.confirmed
    try:
        return actions.enter_deed(
            form.confirmed,
            rule_code=typed["rule"].code,
            occurred_on=typed["occurred_on"],
            reference=typed["reference"],
            facts=typed["facts"],
            by=by,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def deed(request: HttpRequest, code: str) -> HttpResponse:
    user = _enter(request)
    found = _deed(user, code)
    is_own = found.entered_by_id == user.pk
    may_answer = user.has_perm(access.ENTER) and not is_own
    context = {
        "page_title": found.person.name,
        "page_subtitle": str(found.rule),
        "header_icon": "image",
        "deed": found,
        "is_own": is_own,
        "may_see": user.has_perm(access.ENTER),
        "may_answer": may_answer
        and found.status == Status.WAITING
        and access.suffice(found.rule, found.entered_by, user)
        and not is_tied(user, found.person),
    }
    return render(request, "points/deeds/desk/deed.html", context)


def prove(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, access.ENTER)
    found = _deed(user, code)
    if not access.may_prove(found, user):
        raise PermissionDenied
    form = bound(EvidenceForm, request)
    verb = partial(_proved, found, form, by=user)
    if sent(request, form, verb, _after_proof):
        return redirect("points_desk:deed", code)
    context = {
        "page_title": _("Add evidence"),
        "page_subtitle": str(found),
        "header_icon": "image",
        "form": form,
        "deed": found,
        "gives": access.gives_alone(found, user),
    }
    return render(request, "points/deeds/desk/prove.html", context)


def _proved(found: Deed, form: EvidenceForm, *, by: User) -> Deed:
    return actions.prove_deed(found, file=form.cleaned_data["file"], by=by)


def _after_proof(found: Deed) -> str:
    if found.status != Status.GIVEN:
        return _(
            "The evidence is kept. Somebody else looks at it and gives the points."
        )
    return confirmed(
        found.posting, _("The evidence is kept, and the points are given.")
    )


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, access.ENTER)
    found = _deed(user, code)

    def verb() -> str:
        done = actions.confirm_deed(found, by=user)
        return confirmed(done.posting, _("Confirmed: the points are given."))

    press(request, verb)
    return redirect("points_desk:deed", code)


def refuse(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, access.ENTER)
    found = _deed(user, code)
    return asked(
        request,
        RefuseForm(posted(request)),
        partial(actions.refuse_deed, found, by=user),
        _("Refused. No points are given."),
        title=_("Give no points for it"),
        about=str(found),
        back=reverse("points_desk:deed", args=[code]),
        icon="warning",
        is_serious=True,
    )


@require_GET
def evidence(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file has no address of its own: it is asked for, each time, by who may."""
    found = _deed(allowed(request, access.ENTER), code)
    if not found.file:
        raise Http404
    return served(request, found.file, media_type=found.media_type, code=found.code)

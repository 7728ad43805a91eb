"""Deductions at the desk: what waits for whom, each case as its history, the next steps as buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.lib.errors import Refusal
from school.people.models import User
from school.people.requests import allowed
from school.points.cases import access, actions, ledger
from school.points.cases.forms import (
    DecideForm,
    FileForm,
    LookAgainForm,
    ProposeForm,
    WordsForm,
)
from school.points.cases.models import Case, CaseProof
from school.points.cases.next_steps import UNASKED, for_user, next_steps
from school.points.cases.reading import sorted_by_turn, waiting
from school.points.cases.refusals import ReadAgain
from school.points.cases.rules import Step, Wait
from school.points.cases.sending import bound, sent
from school.ui.asking import asked
from school.ui.steps import posted

# Of those that are over the last ones.
MOST_CLOSED = 50
PEOPLE = ("person", "rule", "opened_by", "notified_by", "confirmed_by", "decided_by")


def _enter(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not access.may_enter(user):
        raise PermissionDenied
    return user


def _case(user: User, code: str) -> Case:
    cases = Case.objects.visible_to(user).select_related(*PEOPLE)
    return get_object_or_404(cases.exclude(person__user=user), code=code)


def _to_do(request: HttpRequest, code: str, step: Step) -> tuple[User, Case]:
    """Asked before the form is read: who may not do it is not told how to fill it in."""
    user = _enter(request)
    case = _case(user, code)
    if not access.may(step, case, user):
        raise PermissionDenied
    return user, case


def _proofs(user: User, case: Case) -> QuerySet[CaseProof] | None:
    """None for who may not see them."""
    return case.proofs.all() if access.may_see_proofs(user, case) else None


def index(request: HttpRequest) -> HttpResponse:
    """First what she can do now, then what waits for others, with the days left."""
    user, today = _enter(request), timezone.localdate()
    cases = Case.objects.visible_to(user).exclude(person__user=user)
    cases = cases.select_related(*PEOPLE)
    by_turn = sorted_by_turn(cases.in_motion(on=today), on=today)
    mine = for_user(user, by_turn, on=today)
    context = {
        "page_title": _("Deductions"),
        "header_icon": "warning",
        "may_propose": user.has_perm(access.PROPOSE),
        "mine": mine,
        "groups": [
            (wait, others)
            for wait in Wait
            if (others := [one for one in by_turn.get(wait, []) if one not in mine])
        ],
        "closed": cases.at_rest(on=today)[:MOST_CLOSED],
    }
    return render(request, "points/cases/desk/index.html", context)


def propose(request: HttpRequest) -> HttpResponse:
    user = allowed(request, access.PROPOSE)
    form = ProposeForm(posted(request))
    if form.is_settled() and (case := _proposed(request, form, by=user)):
        return redirect("points_desk:case", case.code)
    context = {
        "page_title": _("Propose a deduction"),
        "header_icon": "plus",
        "form": form,
    }
    return render(request, "points/cases/desk/propose.html", context)


def _proposed(request: HttpRequest, form: ProposeForm, *, by: User) -> Case | None:
    typed, now = form.cleaned_data, timezone.now()
    assert form.confirmed
    try:
        case = actions.propose(
            form.confirmed,
            rule_code=typed["rule"].code,
            occurred_on=typed["occurred_on"],
            facts=typed["facts"],
            source=("desk", typed["reference"]),
            by=by,
            at=now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    if case.opened_at != now:
        messages.warning(request, _("There is a case of this already: here it is."))
    return case


def case(request: HttpRequest, code: str) -> HttpResponse:
    user, today = _enter(request), timezone.localdate()
    found = _case(user, code)
    steps = next_steps(found, user, on=today)
    context = {
        "page_title": found.person.name,
        "page_subtitle": str(found.rule),
        "header_icon": "warning",
        "case": found,
        "waiting": waiting(found, on=today),
        "cost": ledger.cost_of(found),
        "lines": found.steps.select_related("by"),
        "proofs": _proofs(user, found),
        "steps": steps.offered,
        "barred": steps.barred,
    }
    return render(request, "points/cases/desk/case.html", context)


def add_proof(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _to_do(request, code, Step.PROVE)
    form = bound(FileForm, request)

    def verb() -> Any:
        return actions.add_proof(found, file=form.cleaned_data["file"], by=user)

    if sent(request, form, verb, _("Added to the case.")):
        return redirect("points_desk:case", code)
    context = {
        "page_title": _("Add evidence"),
        "page_subtitle": str(found),
        "header_icon": "image",
        "form": form,
        "case": found,
    }
    return render(request, "points/cases/desk/proof.html", context)


def notify(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _to_do(request, code, Step.NOTIFY)
    proofs = _proofs(user, found)
    return asked(
        request,
        Form(posted(request)),
        partial(actions.notify_worker, found, by=user),
        _("The worker is told and has 5 working days to answer."),
        title=_("Tell the worker"),
        about=str(found),
        back=reverse("points_desk:case", args=[code]),
        template="points/cases/desk/decide.html",
        case=found,
        proofs=proofs,
        lines=found.steps.select_related("by"),
        warning=_("She reads all of this now. Nothing can be added to it afterwards.")
        if proofs
        else _(
            "There is no evidence yet, and none can be added once the worker is told. "
            "If there is any, go back and add it first."
        ),
    )


def _ask(
    request: HttpRequest,
    code: str,
    step: Step,
    form: type[WordsForm],
    verb: Callable[..., Case],
    done: str,
    *,
    title: str,
    warning: str,
) -> HttpResponse:
    """What the decision rests on, and below it the words for it."""
    user, found = _to_do(request, code, step)
    typed = form(posted(request), initial={"seen": found.seal})

    def take(**told: Any) -> Case:
        try:
            return verb(found, by=user, **told)
        except ReadAgain:
            # The page shows it now.
            again: Any = request.POST.copy()
            again["seen"] = found.seal
            typed.data = again
            raise

    return asked(
        request,
        typed,
        take,
        done,
        title=title,
        about=str(found),
        back=reverse("points_desk:case", args=[code]),
        template="points/cases/desk/decide.html",
        case=found,
        proofs=_proofs(user, found),
        lines=found.steps.select_related("by"),
        warning=warning,
        is_serious=step is Step.CONFIRM,
    )


def confirm(request: HttpRequest, code: str) -> HttpResponse:
    return _ask(
        request,
        code,
        Step.CONFIRM,
        WordsForm,
        actions.confirm,
        _("Confirmed. The points are deducted, and the worker is told how to appeal."),
        title=_("Confirm the deduction"),
        warning=_("The score falls at once. Read facts, evidence and answer first."),
    )


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    return _ask(
        request,
        code,
        Step.WITHDRAW,
        WordsForm,
        actions.withdraw,
        _("Withdrawn. Nothing is deducted."),
        title=_("Withdraw the case"),
        warning=_("Nothing is deducted, now or later, for this."),
    )


def go_on(request: HttpRequest, code: str) -> HttpResponse:
    return _ask(
        request,
        code,
        Step.GO_ON,
        WordsForm,
        actions.go_on,
        _("The case goes on. Nothing is deducted yet."),
        title=_("Go on with the case"),
        warning=_(
            "The platform took its word back. Go on only if what happened is shown by "
            "other evidence; else withdraw the case."
        ),
    )


def decide(request: HttpRequest, code: str) -> HttpResponse:
    user = _enter(request)
    found = _case(user, code)
    is_unasked = found.status == Case.Status.POSTED and bool(found.recalled_at)
    return _ask(
        request,
        code,
        Step.DECIDE,
        LookAgainForm if is_unasked else DecideForm,
        actions.decide,
        _("Decided. The worker is told."),
        title=str(UNASKED) if is_unasked else _("Decide the appeal"),
        warning=_("The platform took its word back after the points were deducted.")
        if is_unasked
        else _("If it is upheld, the ledger is reversed by itself."),
    )

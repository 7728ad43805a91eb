from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from school.lib.errors import Refusal
from school.people import actions
from school.people.models import Consent, ConsentText, Person
from school.people.requests import MemberRequest
from school.people.views.onward import carrying_next, next_of, onward, with_person


@with_person
@require_GET
def consents(request: MemberRequest, person: Person) -> HttpResponse:
    standing = Consent.objects.standing().filter(person=person)
    given = {
        consent.text.purpose: consent for consent in standing.select_related("text")
    }
    order = ConsentText.Purpose.values
    texts = sorted(
        ConsentText.objects.current(), key=lambda text: order.index(text.purpose)
    )
    context = {"choices": [(text, given.get(text.purpose)) for text in texts]}
    return render(request, "people/consents.html", context)


@with_person
@require_GET
def consent(request: MemberRequest, person: Person, purpose: str) -> HttpResponse:
    """The text in force, and what the person has said to it."""
    text = get_object_or_404(ConsentText.objects.current(), purpose=purpose)
    standing = Consent.objects.standing().of(purpose).filter(person=person)
    given = standing.select_related("text").order_by("-given_at").first()
    context: dict[str, Any] = {
        "text": text,
        "given": given,
        "is_current": given is not None and given.text_id == text.pk,
        "next": next_of(request),
        "needs_company": text.purpose in ConsentText.ABOUT_COMPANY
        and not person.company_id,
    }
    return render(request, "people/consent.html", context)


@with_person
@require_POST
def give_consent(request: MemberRequest, person: Person, purpose: str) -> HttpResponse:
    version = request.POST.get("version", "")
    text = ConsentText.objects.as_shown(purpose, version)
    if text is None:
        raise Http404
    try:
        actions.give_consent(person, text=text, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        there = reverse("people:consent", args=[purpose])
        return redirect(carrying_next(there, next_of(request)))
    return onward(request)


@with_person
@require_POST
def withdraw_consent(
    request: MemberRequest, person: Person, purpose: str
) -> HttpResponse:
    try:
        actions.withdraw_consent(person, purpose=purpose, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("people:consents")

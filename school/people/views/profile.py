from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from school.lib.errors import Refusal
from school.people import actions
from school.people.access import person_of
from school.people.forms import CompanyForm, IdentityForm, PhotoForm, TownForm
from school.people.models import Consent, Person
from school.people.refusals import IdNumberRefused
from school.people.requests import MemberRequest
from school.people.samples import free_id_number
from school.people.views.onward import carrying_next, next_of, onward, with_person


@login_required
@require_GET
def profile(request: MemberRequest) -> HttpResponse:
    person = person_of(request.user)
    standing = Consent.objects.standing().filter(person__user=request.user)
    there = next_of(request)
    has_identity = person is not None and person.has_identity
    # Who works here, or for a company, is asked for it on the way into a class.
    is_colleague = request.user.is_superuser or request.user.groups.exists()
    is_contact = request.user.company_contacts.exists()
    context = {
        "person": person,
        "asks_identity": not has_identity
        and (bool(there) or not (is_colleague or is_contact)),
        "agreed": standing.values("text__purpose").distinct().count(),
        "next": there,
        "query": carrying_next("", there),
        "is_contact": is_contact,
    }
    return render(request, "people/profile.html", context)


@login_required
def identity(request: MemberRequest) -> HttpResponse:
    person = person_of(request.user) or Person(user=request.user)
    form = IdentityForm(request.POST or None, initial={"name": person.name})
    if form.is_valid():
        try:
            actions.record_identity(person, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            field = "id_number" if isinstance(refusal, IdNumberRefused) else None
            form.add_error(field, str(refusal.message))
        else:
            return onward(request)
    sample = free_id_number() if settings.DEMONSTRATION else ""
    context = {"form": form, "person": person, "next": next_of(request)}
    return render(request, "people/identity.html", context | {"sample": sample})


@with_person
def set_photo(request: MemberRequest, person: Person) -> HttpResponse:
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.set_photo(person, file=form.cleaned_data["photo"], by=request.user)
        except Refusal as refusal:
            form.add_error("photo", str(refusal.message))
        else:
            return onward(request)
    context = {"form": form, "person": person, "next": next_of(request)}
    return render(request, "people/set_photo.html", context)


@login_required
@require_GET
def photo(request: MemberRequest, code: str) -> FileResponse:
    """The portrait, to those who may see the person: private files have no address."""
    people = Person.objects.visible_to(request.user).exclude(photo="")
    person = get_object_or_404(people, code=code)
    return FileResponse(person.photo.open("rb"), content_type="image/jpeg")


@with_person
def company(request: MemberRequest, person: Person) -> HttpResponse:
    form = CompanyForm(request.POST or None, initial={"company": person.company})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["company"]
        try:
            actions.choose_company(person, company=chosen, by=request.user)
        except Refusal as refusal:
            form.add_error("company", str(refusal.message))
        else:
            return onward(request)
    context = {"form": form, "person": person, "next": next_of(request)}
    return render(request, "people/company.html", context)


@with_person
def town(request: MemberRequest, person: Person) -> HttpResponse:
    form = TownForm(request.POST or None, initial={"town": person.town})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_town(person, town=form.cleaned_data["town"], by=request.user)
        except Refusal as refusal:
            form.add_error("town", str(refusal.message))
        else:
            return onward(request)
    context = {"form": form, "person": person, "next": next_of(request)}
    return render(request, "people/town.html", context)

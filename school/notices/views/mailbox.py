"""Giving an e-mail address, and proving it with the code that was sent to it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from school.lib import mail
from school.lib.errors import Refusal
from school.notices import actions
from school.notices.actions.mailbox import code_of
from school.notices.forms import AddressForm, MailCodeForm
from school.notices.models import Mailbox
from school.people.models import Person
from school.people.requests import MemberRequest
from school.people.views.onward import with_person


@with_person
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: MemberRequest, person: Person) -> HttpResponse:
    if not mail.is_offered():
        raise Http404
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["address"]
        try:
            given = actions.give_address(person, address=typed, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _show_code(request, given)
            return redirect("notices:confirm")
    mailbox = Mailbox.objects.filter(person=person).first()
    return render(request, "notices/address.html", {"form": form, "mailbox": mailbox})


@with_person
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: MemberRequest, person: Person) -> HttpResponse:
    form = MailCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            actions.confirm_address(person, code=typed, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your e-mail address is confirmed."))
            return redirect("notices:ways")
    mailbox = Mailbox.objects.filter(person=person, confirmed_at=None).first()
    return render(request, "notices/confirm.html", {"form": form, "mailbox": mailbox})


@with_person
@require_POST
def send_again(request: MemberRequest, person: Person) -> HttpResponse:
    mailbox = Mailbox.objects.filter(person=person, confirmed_at=None).first()
    if mailbox is None:
        return redirect("notices:address")
    try:
        mailbox = actions.give_address(person, address=mailbox.address, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("A new code is on its way."))
        _show_code(request, mailbox)
    return redirect("notices:confirm")


@with_person
@require_POST
def forget(request: MemberRequest, person: Person) -> HttpResponse:
    try:
        actions.forget_address(person, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your e-mail address is off our list."))
    return redirect("notices:ways")


def _show_code(request: MemberRequest, mailbox: Mailbox) -> None:
    if settings.DEMONSTRATION and mail.is_on_console():
        # Whoever tries the school on a phone does not see its console.
        messages.info(
            request,
            _("Only in the demonstration: the code is %(code)s.")
            % {"code": code_of(mailbox)},
        )

"""By which ways a person is told: 我的 → 通知方式."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from school.lib import mail, push
from school.lib.errors import Refusal
from school.notices import actions
from school.notices.forms import WaysForm
from school.notices.models import Mailbox, PushSubscription
from school.people.models import Person
from school.people.requests import MemberRequest
from school.people.views.onward import with_person


@with_person
@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: MemberRequest, person: Person) -> HttpResponse:
    form = WaysForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_ways(
                person,
                channels=form.wanted(),
                muted=form.muted(),
                language=form.cleaned_data["language"],
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. From now on you are told like this."))
            return redirect("notices:ways")
    context = {
        "form": form,
        "mailbox": Mailbox.objects.filter(person=person).first(),
        "devices": PushSubscription.objects.filter(person=person).count(),
        "has_email": mail.is_offered(),
        "has_push": push.is_offered(),
    }
    return render(request, "notices/ways.html", context)

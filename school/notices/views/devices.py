"""The phones and computers on which a person has agreed to messages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from school.lib import push
from school.lib.errors import Refusal
from school.notices import actions
from school.notices.forms import DeviceForm
from school.notices.models import PushSubscription
from school.notices.rules.devices import device_name
from school.people.models import Person
from school.people.requests import MemberRequest
from school.people.views.onward import with_person


@with_person
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: MemberRequest, person: Person) -> HttpResponse:
    form = DeviceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        agent = request.headers.get("user-agent", "")
        try:
            actions.allow_push(
                person,
                address=form.push_address,
                device=device_name(agent) or _("A browser"),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Notices come to this screen from now on."))
            return redirect("notices:devices")
    context = {
        "form": form,
        "devices": PushSubscription.objects.filter(person=person),
        "key": push.public_key() if push.is_offered() else "",
    }
    return render(request, "notices/devices.html", context)


@login_required
@require_POST
def revoke(request: MemberRequest, code: str) -> HttpResponse:
    mine = PushSubscription.objects.visible_to(request.user).select_related("person")
    actions.revoke_push(get_object_or_404(mine, code=code), by=request.user)
    messages.success(request, _("No more messages on that device."))
    return redirect("notices:devices")

"""The worker's own: pay that she did not get, and what she wants done about it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.people.access import person_of
from school.people.requests import MemberRequest
from school.ui.steps import posted, press, send
from school.wages.models import OwedPay
from school.wages.owed import actions, rules
from school.wages.owed.forms import OwedForm
from school.wages.owed.wording import STANDINGS, timeline


@login_required
def tell(request: MemberRequest) -> HttpResponse:
    """What one can do oneself, and below it where one tells the school."""
    person = person_of(request.user)
    if person is None:
        return render(request, "wages/nobody.html")
    form = OwedForm(posted(request))
    told: list[OwedPay] = []

    def verb() -> str:
        told.append(actions.tell_owed(person, by=request.user, **form.as_verb()))
        return _("Noted. Nobody goes to the company unless you ask for it.")

    if send(request, form, verb):
        return redirect("wages:owed_one", told[0].code)
    return render(request, "wages/owed/tell.html", {"form": form})


def _own(request: MemberRequest, code: str) -> OwedPay:
    own = OwedPay.objects.filter(person__user=request.user)
    return get_object_or_404(own.select_related("person"), code=code)


@login_required
@never_cache
def one(request: MemberRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    context = {
        "owed": found,
        "standing": STANDINGS[found.status],
        "may_say_not_come": rules.is_legal(rules.NOT_COME, status=found.status),
        "may_ask": rules.is_legal(rules.ASK, status=found.status),
        "events": timeline(found),
    }
    return render(request, "wages/owed/one.html", context)


@login_required
@require_POST
def answer(request: MemberRequest, code: str) -> HttpResponse:
    """`answer` is ask (the school may speak to them), pay (it has come), not_come or withdraw."""
    found = _own(request, code)
    verbs = {
        rules.ASK: (
            actions.ask_for_help,
            _("The school will speak to them. You get a message after each step."),
        ),
        rules.PAY: (actions.say_paid, _("Good. Noted as paid.")),
        rules.NOT_COME: (
            actions.say_not_come,
            _("Noted: it has not arrived. What you can do stands below."),
        ),
        rules.WITHDRAW: (
            actions.take_back,
            _("Taken back. Nobody speaks to them about it any more."),
        ),
    }
    said = request.POST.get("answer", "")
    if said not in verbs:
        return HttpResponseBadRequest()
    take, done = verbs[said]

    def verb() -> str:
        take(found, by=request.user)
        return done

    press(request, verb)
    return redirect("wages:owed_one", code)

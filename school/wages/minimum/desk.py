from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted
from school.wages.minimum import actions
from school.wages.minimum.forms import MinimumForm


def enter(request: HttpRequest) -> HttpResponse:
    user = allowed(request, actions.ADD)
    return asked(
        request,
        MinimumForm(posted(request)),
        partial(actions.enter_minimum, by=user),
        _("Noted. Pay told for days from then on is compared with it."),
        title=_("Enter a minimum wage"),
        about="",
        back=reverse("minimumwage:index"),
        icon="plus",
    )

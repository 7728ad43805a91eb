"""The map from complaints to standards and lessons, kept by the editors."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from school.feedback import actions
from school.feedback.actions.kinds import CHANGE
from school.feedback.forms import KindForm
from school.feedback.models import ComplaintKind
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted


def kind(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, CHANGE)
    found = get_object_or_404(
        ComplaintKind.objects.select_related("standard"), code=code
    )
    names = KindForm.base_fields
    form = KindForm(
        posted(request), initial={name: getattr(found, name) for name in names}
    )
    return asked(
        request,
        form,
        partial(actions.change_kind, found, by=user),
        _("Kept. Suggestions already written stay as they are."),
        title=_("Change the kind of complaint"),
        about=str(found),
        back=reverse("complaintkind:index"),
        icon="edit",
    )

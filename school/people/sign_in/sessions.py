"""Where one is signed in, and how to end it from here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.people import actions
from school.people.devices import device_words
from school.people.models import LogIn, User
from school.people.sign_in import ends
from school.ui.step_up import StepUp

# What a row of the database can have.
MOST = 2**63 - 1
RECENT = 20


class EndForm(forms.Form):
    """Which session; none means all others."""

    session = forms.IntegerField(required=False, min_value=1, max_value=MOST)


@dataclass(frozen=True, slots=True)
class Device:
    pk: int
    words: str
    since: datetime
    is_this: bool


class SessionsView(StepUp, ListUserSessionsView):
    form_class = EndForm

    def matters(self, request: HttpRequest) -> bool:
        return request.method == "POST"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        del kwargs["request"]
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        devices = [self._device(session) for session in context["sessions"]]
        # This one first, then the newest.
        devices.sort(key=lambda one: (not one.is_this, -one.since.timestamp()))
        recent = LogIn.objects.filter(user=self.request.user)[:RECENT]
        limits = ends.limits_of(self.request)
        return {
            **context,
            "devices": devices,
            "log_ins": recent,
            "idle": ends.in_words(limits.idle),
            "whole": ends.in_words(limits.whole),
        }

    def form_valid(self, form: EndForm) -> HttpResponse:
        user = self.request.user
        assert isinstance(user, User)
        count = actions.end_sessions(
            user,
            by=user,
            but=self.request.session.session_key,
            only=form.cleaned_data["session"],
        )
        said = (
            ngettext(
                "Logged out on %(count)s device.",
                "Logged out on %(count)s devices.",
                count,
            )
            if count
            else _("Nobody is logged in there any more.")
        )
        messages.success(self.request, said % {"count": count} if count else said)
        return super(ListUserSessionsView, self).form_valid(form)

    def form_invalid(self, form: EndForm) -> HttpResponse:
        """No page of ours sends such a number."""
        messages.error(self.request, _("Nobody is logged in there any more."))
        return super(ListUserSessionsView, self).form_valid(form)

    def _device(self, session: UserSession) -> Device:
        return Device(
            pk=session.pk,
            words=device_words(session.user_agent) or str(_("A device without a name")),
            since=session.created_at,
            is_this=session.session_key == self.request.session.session_key,
        )

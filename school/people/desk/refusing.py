"""Desk forms whose saving is a verb: what the verb refuses stands in the form."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from school.lib.errors import Refusal


class RefusalsInForm:
    """Mixed into Wagtail's create and edit views."""

    def field_of(self, refusal: Refusal) -> str | None:
        """The field that a refusal stands beside; above the form by default."""
        return None

    def form_valid(self, form: BaseForm) -> HttpResponse:
        base: Any = super()
        try:
            return base.form_valid(form)
        except Refusal as refusal:
            form.add_error(self.field_of(refusal), str(refusal.message))
            view: Any = self
            view.produced_error_message = view.get_error_message()
            return base.form_invalid(form)

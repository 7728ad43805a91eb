"""A form in a browser, and what comes of sending it."""

import re

from django import forms
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.access.world import World
from tests.bad_input import kept
from tests.bad_input.form import Data, Form

TOKEN = {"csrfmiddlewaretoken": "of the form"}
# The number of a row in a field's name.
ROW = re.compile(r"-\d+-")


class Desk:
    """Sends a form, looks at what was kept, and takes everything back."""

    def __init__(self, form: Form, world: World) -> None:
        self.form = form
        with transaction.atomic():
            self.right = form.right(world)
            self.url = form.url(world)
            self.page = form.page(world)
            cache.clear()
            self.browser: Client = world.browser(form.role)

    def send(self, data: Data) -> HttpResponse:
        with transaction.atomic():
            with kept.changes() as self.kept:
                answer = self.browser.post(self.url, {**TOKEN, **data})
            transaction.set_rollback(True)
        return answer

    def without(self, name: str) -> Data:
        return {key: value for key, value in self.right.items() if key != name}

    def fields(self) -> dict[str, forms.BoundField]:
        """The form as its page has it, by the name that each field is sent under."""
        answer = self.send({})
        if answer.status_code == 302:
            # Nothing typed is taken, too: the form is seen where it stands.
            answer = self.browser.get(self.page)
        bound = answer.context[self.form.context]
        return {field.html_name: field for field in bound}

    def fields_once(self) -> dict[str, forms.BoundField]:
        """The same, of rows that are alike only the first."""
        first: dict[str, tuple[str, forms.BoundField]] = {}
        for name, field in self.fields().items():
            first.setdefault(ROW.sub("-", name), (name, field))
        return dict(first.values())

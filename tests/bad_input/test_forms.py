"""Bad input at every form: a sentence in place, what was typed still there, nothing half-saved."""

from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.utils.html import escape

from school.lib.errors import Refusal
from tests.bad_input import hostile
from tests.bad_input.desk import Desk
from tests.bad_input.form import Data, Form
from tests.bad_input.page import Page, as_sent, can_show, is_echoed
from tests.bad_input.table import FORMS

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


def check(desk: Desk, sent: Data, answer: HttpResponse, *faulty: str) -> None:
    """The page again: the sentence where it belongs, all that was typed, nothing kept."""
    what = f"{desk.url} {sent!r:.300}"
    assert answer.status_code == 200, f"{answer.status_code}: {what}"
    bound = answer.context[desk.form.context]
    assert bound.errors, f"no errors: {what}"
    assert not desk.kept, f"kept: {desk.kept} {what}"
    page = Page(answer.content.decode())
    for name, said in bound.errors.items():
        html_name = bound.add_prefix(name)
        place = page.alerts() if name == "__all__" else page.said_of(html_name)
        for sentence in said:
            assert " ".join(str(sentence).split()) in " ".join(place.split()), (
                f"{what}: {name}: {sentence}"
            )
    for name in faulty:
        assert name in bound.errors or "__all__" in bound.errors, what
    for field in bound:
        name = field.html_name
        if not is_shown_again(desk, field, sent):
            continue
        wanted = [one for one in as_sent(sent[name]) if one]
        assert [one for one in page.typed(name) if one] == wanted, f"{what}: {name}"


def is_shown_again(desk: Desk, field: forms.BoundField, sent: Data) -> bool:
    name = field.html_name
    if name not in sent or name in desk.form.forgotten or not is_echoed(field.field):
        return False
    return can_show(field.field, sent[name])


@EACH
def test_what_is_right_is_taken(form: Form, desk: Desk) -> None:
    """Else the refusals below would prove nothing."""
    answer = desk.send(desk.right)
    if form.is_taken and form.context != "checks":
        assert answer.status_code == 302, _errors(answer, form)


def _errors(answer: HttpResponse, form: Form) -> Any:
    return answer.context[form.context].errors if answer.context else answer.content


@EACH
def test_bad_input_is_explained_in_place_and_stays_typed(
    form: Form, desk: Desk
) -> None:
    for name, field in desk.fields_once().items():
        if field.field.disabled or field.field.widget.is_hidden:
            continue
        for value in hostile.refused(field.field):
            sent = desk.without(name)
            sent |= {} if value is None else {name: value}
            check(desk, sent, desk.send(sent), field.name)


@EACH
def test_odd_input_breaks_nothing(form: Form, desk: Desk) -> None:
    for name, field in desk.fields_once().items():
        for value in hostile.odd(field.field):
            sent = {**desk.right, name: value}
            answer = desk.send(sent)
            assert answer.status_code in {200, 302, 404}, f"{name}: {value!r:.80}"
            page = answer.content.decode()
            assert value == escape(value) or value not in page
            if answer.status_code == 200 and _errors(answer, form):
                check(desk, sent, answer)


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.verb], ids=lambda form: form.name
)
def test_what_the_verb_refuses_is_said_in_the_form(
    form: Form, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise Refusal

    path, _colon, key = form.verb.partition(":")
    module, name = path.rsplit(".", 1)
    if key:
        monkeypatch.setitem(getattr(import_module(module), name), key, refuse)
    else:
        monkeypatch.setattr(f"{module}.{name}", refuse)
    check(desk, desk.right, desk.send(desk.right))

"""Bad input at every form: a sentence in place, what was typed still there, nothing half-saved."""

from collections.abc import Callable, Collection
from importlib import import_module
from itertools import zip_longest
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


Fault = tuple[forms.BoundField, Any]


def rounds(desk: Desk, values: Callable[[forms.Field], list[Any]]) -> list[list[Fault]]:
    """One of the values of every field at a time, until none has any more."""
    lists = [
        [(field, value) for value in values(field.field)]
        for field in desk.fields_once().values()
    ]
    return [[one for one in faults if one] for faults in zip_longest(*lists)]


def spoilt(desk: Desk, faults: list[Fault]) -> Data:
    """What is right, with these values in the place of their fields'; None: not sent."""
    bad = {field.html_name: value for field, value in faults}
    sent = {**desk.right, **bad}
    return {name: value for name, value in sent.items() if value is not None}


@EACH
def test_bad_input_is_explained_in_place_and_stays_typed(
    form: Form, desk: Desk
) -> None:
    """Of all fields at once; what is not said then, because of the others, by itself."""
    for faults in rounds(desk, hostile.refused):
        for fault in said_alone(desk, faults):
            sent = spoilt(desk, [fault])
            check(desk, sent, desk.send(sent), fault[0].name)


def said_alone(desk: Desk, faults: list[Fault]) -> list[Fault]:
    sent = spoilt(desk, faults)
    answer = desk.send(sent)
    if len(faults) == 1 or answer.status_code != 200:
        return faults
    check(desk, sent, answer)
    errors = answer.context[desk.form.context].errors
    return [fault for fault in faults if fault[0].name not in errors]


@EACH
def test_odd_input_breaks_nothing(form: Form, desk: Desk) -> None:
    """In all fields at once; then without those that are refused for it."""
    for faults in rounds(desk, hostile.odd):
        errors = refused_for(desk, faults)
        rest = [fault for fault in faults if fault[0].name not in errors]
        if errors and rest:
            refused_for(desk, rest)


def refused_for(desk: Desk, faults: list[Fault]) -> Collection[str]:
    sent = spoilt(desk, faults)
    answer = desk.send(sent)
    assert answer.status_code in {200, 302, 404}, f"{sent!r:.300}"
    page = answer.content.decode()
    assert all(value == escape(value) or value not in page for _field, value in faults)
    errors: Collection[str] = ()
    if answer.status_code == 200 and (errors := _errors(answer, desk.form)):
        check(desk, sent, answer)
    return errors


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

"""Bad input at every form: a sentence in place, what was typed still there, nothing half-saved."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape
from pytest_django.plugin import DjangoDbBlocker

from school.lib.errors import Refusal
from tests.access import world as worlds
from tests.bad_input import hostile, kept
from tests.bad_input.form import Data, Form
from tests.bad_input.page import Page, as_sent, can_show, is_echoed
from tests.bad_input.table import FORMS
from tests.cast import signed_in
from tests.factories.courses import make_course, make_edition, make_session
from tests.factories.people import make_consent, make_trainee
from tests.factories.points import make_monthly_rule

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
TOKEN = {"csrfmiddlewaretoken": "of the form"}


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[worlds.World]:
    """Built once: every request is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = worlds.build()
        found.people["newcomer"] = make_trainee("孙新")
        first = found.open_cohort.edition.evenings.first()
        make_session(found.open_cohort, first, on=found.open_cohort.starts_on)
        make_consent(found.person)
        make_monthly_rule("T09", source={"confirm_role": "association_staff"})
        make_edition(
            course=make_course("ZZ"),
            signed_off=False,
            to_confirm=[{"zh": f"要点{n}", "en": f"Point {n}"} for n in (1, 2)],
        )
        yield found
        transaction.set_rollback(True)


class Desk:
    """Sends a form, looks at what was kept, and takes everything back."""

    def __init__(self, form: Form, world: worlds.World) -> None:
        self.form = form
        with transaction.atomic():
            self.right = form.right(world)
            self.url = form.url(world)
            self.page = form.page(world)
            cache.clear()
            self.browser: Client = signed_in(world.people[form.role])
            # Whom `right` has added must stay for as long as they are named.
            self.added = kept.everything()

    def send(self, data: Data) -> HttpResponse:
        with kept.writes() as written, transaction.atomic():
            answer = self.browser.post(self.url, {**TOKEN, **data})
            now = kept.everything() if written else self.added
            self.kept = [name for name in now if now[name] != self.added[name]]
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


@pytest.fixture
def desk(form: Form, world: worlds.World) -> Iterator[Desk]:
    with transaction.atomic():
        yield Desk(form, world)
        transaction.set_rollback(True)


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
    for name, field in desk.fields().items():
        if field.field.disabled or field.field.widget.is_hidden:
            continue
        for value in hostile.refused(field.field):
            sent = desk.without(name)
            sent |= {} if value is None else {name: value}
            check(desk, sent, desk.send(sent), field.name)


@EACH
def test_odd_input_breaks_nothing(form: Form, desk: Desk) -> None:
    for name, field in desk.fields().items():
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

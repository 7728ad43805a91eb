"""Every model that leads to a person is handed out to her, or says why not."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.models import FileField, Model
from django.test.utils import isolate_apps
from django.utils import translation

from school.lib.personal import Hers, NotHers, held, told_of
from school.people.models import Consent, Person, User

PEOPLE = {"people.Person", "people.User"}


def targets(model: type[Model]) -> Iterator[type[Model]]:
    for field in model._meta.concrete_fields:
        if field.is_relation and isinstance(field.related_model, type):
            yield field.related_model


def leads_to_a_person(model: type[Model]) -> bool:
    """To an account or a person, or to rows that are hers."""
    return any(
        target._meta.label in PEOPLE or isinstance(told_of(target), Hers)
        for target in targets(model)
    )


def forgotten(found: list[type[Model]]) -> list[str]:
    return [
        model._meta.label
        for model in found
        if not model._meta.proxy and leads_to_a_person(model) and not told_of(model)
    ]


def hers() -> list[object]:
    return [
        pytest.param(label, told, id=label)
        for label, told in held().items()
        if isinstance(told, Hers)
    ]


def test_no_model_about_people_is_forgotten() -> None:
    assert forgotten(list(apps.get_models())) == []


def made(name: str, to: type[Model]) -> type[Model]:
    meta = type("Meta", (), {"app_label": "privacy"})
    column = models.ForeignKey(to, models.CASCADE, related_name="+")
    return type(
        name, (models.Model,), {"to": column, "Meta": meta, "__module__": __name__}
    )


@isolate_apps("school.privacy")
def test_a_new_model_would_be() -> None:
    """Whether it names her itself, or what is hers."""
    Diary, Line = made("Diary", Person), made("Line", Consent)
    assert forgotten([Diary, Line]) == ["privacy.Diary", "privacy.Line"]


def test_all_that_is_told_of_exists() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    known = labels | {config.label for config in apps.get_app_configs()}
    assert set(held()) - known == set()


def test_what_is_held_back_says_why() -> None:
    reasons = [told.because for told in held().values() if isinstance(told, NotHers)]
    assert all(len(reason.split()) > 3 for reason in reasons)


@pytest.mark.parametrize(("label", "told"), hers())
def test_the_way_to_her_is_a_way(label: str, told: Hers, db: None) -> None:
    model = apps.get_model(label)
    assert list(model._base_manager.filter(told.of(0))) == []
    named = {*told.without, *told.files, *filter(None, [told.files_if])}
    assert named <= {field.name for field in model._meta.concrete_fields}
    for name in told.files:
        assert isinstance(model._meta.get_field(name), FileField)


@pytest.mark.parametrize(("label", "told"), hers())
def test_it_has_a_name_that_she_can_read(label: str, told: Hers) -> None:
    """Who asks to be erased reads what goes and what stays."""
    with translation.override("zh-hans"):
        name = str(told.title or apps.get_model(label)._meta.verbose_name_plural)
    assert not name.isascii()


@pytest.mark.parametrize(("label", "told"), hers())
def test_no_secret_is_among_it(label: str, told: Hers) -> None:
    """Keys and hashes are nobody's data, and would open doors if a copy is lost."""
    secret = {"password", "token", "digest", "endpoint", "session_key", "key_hash"}
    columns = {field.name for field in apps.get_model(label)._meta.concrete_fields}
    assert not (columns - set(told.without)) & secret


def test_accounts_lead_to_their_person() -> None:
    assert isinstance(told_of(User), Hers)

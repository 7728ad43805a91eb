"""What is left of somebody of whom the school held everything, once she was erased."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from school.journal.actors import SYSTEM
from school.lib.personal import Cleared, Gone, Hers, after, held
from school.people.actions import erase_identity
from school.people.models import Person, User
from school.privacy.erasure.stays import goes, stays
from school.privacy.erasure.sweep import hers, sweep
from tests.access import world as worlds
from tests.factories.people import make_trainee
from tests.privacy.leftovers import files_with, tables_with

pytestmark = pytest.mark.django_db
# What the law asks for, and where a person is named in it.
REGISTER = {
    "certificates_certificate.claims",
    "certificates_badge.credential",
    # Which certificates two people confirmed.
    "certificates_approvalrequest.plan",
}
# Appended only, sealed in a chain, and read by auditors alone.
JOURNAL = {"journal_entry.object_label", "journal_entry.actor_label"}
# Lines that she has signed herself with the name of her account.
SIGNED = {"points_posting.actor_label", "wages_owedstep.actor_label"}
# A table that the desk has not taken in yet: it is deleted when it is, or is dropped.
WAITING_TABLES = ("private/service/", "private/wages/")
NAME = "欧阳·春花"


def named(name: str, **extra: Any) -> Person:
    """The one whom everything in the world is about bears a name of her own."""
    return make_trainee(NAME if name == "李春花" else name, **extra)


class Left:
    """How she was, and the people around her."""

    person: Person
    user_id: int
    phone: str
    id_number: str
    files: list[tuple[Any, str]]
    done: dict[str, int]


@pytest.fixture(scope="module")
def left(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Left]:
    with django_db_blocker.unblock(), transaction.atomic():
        found = Left()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tests.access.world.make_trainee", named)
            world = worlds.build()
        found.person = Person.objects.get(pk=world.person.pk)
        user = found.person.user
        assert user is not None
        found.user_id, found.phone = user.pk, user.phone
        found.id_number = found.person.id_number
        found.files = [
            (file.storage, str(file.name))
            for model, told in hers()
            if isinstance(what := after()[model._meta.label], Gone | Cleared)
            for row in model._base_manager.filter(told.all_of(found.person.pk))
            for name in (
                told.files
                if isinstance(what, Gone)
                else [one for one in told.files if one in what.columns]
            )
            if (file := getattr(row, name))
        ]
        found.files.append((found.person.photo.storage, str(found.person.photo.name)))
        with TestCase.captureOnCommitCallbacks(execute=True):
            found.done = sweep(found.person)
            erase_identity(found.person, by=SYSTEM, at=timezone.now())
        yield found
        transaction.set_rollback(True)


def kept_files(text: str) -> set[str]:
    return {name for name in files_with(text) if not name.startswith(WAITING_TABLES)}


def test_her_phone_and_number_stand_nowhere(left: Left) -> None:
    for text in (left.phone, left.id_number):
        assert tables_with(text) == set()
        assert kept_files(text) == set()


def test_her_name_stands_in_the_register_and_the_journal_alone(left: Left) -> None:
    assert tables_with(NAME) <= REGISTER | JOURNAL | SIGNED
    assert kept_files(NAME) == set()
    # Else this would find nothing anywhere.
    assert tables_with(NAME) > JOURNAL | {"certificates_certificate.claims"}


def test_her_files_are_gone(left: Left) -> None:
    assert len(left.files) > 3
    assert [name for storage, name in left.files if storage.exists(name)] == []


def test_what_hangs_on_her_stays(left: Left) -> None:
    kept = {
        model._meta.label: model._base_manager.filter(
            told.all_of(left.person.pk)
        ).count()
        for model, told in hers()
    }
    for label in (
        "enrollment.Enrollment",
        "attendance.Event",
        "assessment.Result",
        "certificates.Certificate",
        "points.Posting",
        "wages.WageRecord",
    ):
        assert kept[label], label
    gone = [label for label, what in after().items() if isinstance(what, Gone)]
    assert [label for label in gone if kept[label]] == []
    assert left.done["notices.Notice"]


def test_nobody_signs_in_any_more(left: Left) -> None:
    user = User.objects.get(pk=left.user_id)
    assert not user.is_active and not user.has_usable_password()
    assert not User.objects.filter(phone=left.phone).exists()
    person = Person.objects.get(pk=left.person.pk)
    assert (person.user, person.id_number, person.photo.name) == (None, "", "")
    assert not person.consents.filter(withdrawn_at=None).exists()


# The table


def test_every_model_of_hers_says_what_becomes_of_it() -> None:
    labels = {label for label, told in held().items() if isinstance(told, Hers)}
    assert set(after()) == labels


def test_what_is_cleared_is_there_to_be_cleared() -> None:
    for model, _told in hers():
        what = after()[model._meta.label]
        if isinstance(what, Cleared):
            names = {field.name for field in model._meta.concrete_fields}
            assert set(what.columns) <= names, model._meta.label


def test_files_never_outlive_what_is_cleared_or_gone() -> None:
    """But those of the register."""
    kept = {
        model._meta.label
        for model, told in hers()
        if told.files and not isinstance(after()[model._meta.label], Gone | Cleared)
    }
    assert kept == {"people.Person", "certificates.Certificate"}


def test_it_is_told_in_words_what_goes_and_what_stays() -> None:
    assert len(goes()) > 10
    # What is cleared in part stays: it is not told as gone.
    assert not {title for titles in stays().values() for title in titles} & set(goes())
    assert all(why and titles for why, titles in stays().items())

"""Another key for what is sealed, with rows and files that the old one sealed."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.crypto import seal
from school.notices.models import PushSubscription
from school.outcomes.dossier.actions import hand_out
from school.outcomes.models import Dossier
from school.people.models import Person, User
from school.privacy import rotation
from tests.factories.courses import make_cohort
from tests.factories.notices import make_device
from tests.factories.people import make_trainee
from tests.factories.second_factor import app_code, make_app, make_recovery_codes
from tests.factories.sheets import make_dossier
from tests.privacy.copies import make_copy, opened

pytestmark = pytest.mark.django_db
OLD, NEW = "the old key", "the new key"


@pytest.fixture
def people(settings: Any, db: None) -> list[Person]:
    """Sealed with the old key, which is still known beside the new one."""
    settings.FIELD_KEYS = [OLD]
    people = [make_trainee(name) for name in ("李春花", "张丽", "王芳")]
    settings.FIELD_KEYS = [NEW, OLD]
    return people


def run(*args: str) -> str:
    told = StringIO()
    call_command("rotate_field_keys", *args, stdout=told)
    return told.getvalue()


def numbers(people: list[Person]) -> list[str]:
    return [Person.objects.get(pk=one.pk).id_number for one in people]


def test_the_second_step_opens_with_the_new_key_alone(
    people: list[Person], settings: Any
) -> None:
    user = people[0].user
    settings.FIELD_KEYS = [OLD]
    secret, codes = make_app(user), make_recovery_codes(user)
    settings.FIELD_KEYS = [NEW, OLD]
    with pytest.raises(CommandError):
        run("--check")
    assert "5 sealed anew" in run()
    run("--check")
    settings.FIELD_KEYS = [NEW]
    kept = {one.type: one.wrap() for one in Authenticator.objects.filter(user=user)}
    assert kept["totp"].validate_code(app_code(secret))
    assert kept["recovery_codes"].get_unused_codes() == codes


def test_the_new_key_alone_opens_everything(
    people: list[Person], settings: Any
) -> None:
    device = make_device(people[0])
    endpoint = device.endpoint
    assert "3 sealed anew" in run()
    settings.FIELD_KEYS = [NEW]
    assert numbers(people) == [one.id_number for one in people]
    assert PushSubscription.objects.get(pk=device.pk).endpoint == endpoint
    # Looked up as before: the fingerprints have a key of their own.
    before = {one.id_number_hash for one in people}
    assert set(Person.objects.values_list("id_number_hash", flat=True)) >= before


def test_without_it_the_new_key_opens_nothing(
    people: list[Person], settings: Any
) -> None:
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(ValueError, match="FIELD_KEYS"):
        numbers(people)


def test_a_check_changes_nothing_and_says_what_is_left(people: list[Person]) -> None:
    make_trainee("赵敏")
    told = StringIO()
    with pytest.raises(CommandError, match="3 not sealed with the first key"):
        call_command("rotate_field_keys", "--check", stdout=told)
    assert "people.Person.id_number: key 1: 1, key 2: 3" in told.getvalue()
    assert not Entry.objects.filter(verb="privacy.rotate_field_keys").exists()
    run()
    assert "people.Person.id_number: key 1: 4\n" in run("--check")


def test_broken_off_it_goes_on_where_it_was(
    people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "A_BATCH", 1)
    batch = rotation._batch
    left = iter([True, False])

    def cut_off(*args: Any) -> int:
        if not next(left):
            raise KeyboardInterrupt
        return batch(*args)

    monkeypatch.setattr(rotation, "_batch", cut_off)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(by=SYSTEM)
    monkeypatch.setattr(rotation, "_batch", batch)
    assert rotation.rotate(by=SYSTEM) == 2
    assert rotation.rotate(by=SYSTEM) == 0


def test_each_batch_is_journalled_by_who_gave_the_command(people: list[Person]) -> None:
    run()
    entry = Entry.objects.get(verb="privacy.rotate_field_keys")
    assert entry.actor_label == "manage.py rotate_field_keys"
    assert (entry.object_label, entry.data) == ("people.Person.id_number", {"rows": 3})


def test_what_is_written_meanwhile_stays(
    people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_trainee("赵敏").id_number
    anew = rotation.reseal

    def written_first(sealed: bytes) -> bytes:
        Person.objects.filter(pk=people[0].pk).update(id_number=other)
        return anew(sealed)

    monkeypatch.setattr(rotation, "reseal", written_first)
    rotation.rotate(by=SYSTEM)
    assert numbers(people)[0] == other


def test_what_no_key_opens_is_left_and_said(
    people: list[Person], settings: Any
) -> None:
    settings.FIELD_KEYS = ["lost"]
    lost = make_trainee("赵敏")
    settings.FIELD_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="1 not sealed"):
        run()
    settings.FIELD_KEYS = [NEW, "lost"]
    assert numbers([lost]) == [lost.id_number]


def test_empty_ones_are_passed_over(people: list[Person]) -> None:
    Person.objects.filter(pk=people[0].pk).update(id_number="")
    assert rotation.rotate(by=SYSTEM) == 2


def test_files_are_sealed_anew_too(
    people: list[Person],
    registrar: User,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.FIELD_KEYS = [OLD]
    export = make_copy(people[0])
    dossier = make_dossier(make_cohort(), by=registrar)
    Dossier.objects.update(with_id_numbers=True)
    dossier.refresh_from_db()
    dossier.file.save("dossier", ContentFile(seal("UEs=").encode()))
    storage, former = export.file.storage, export.file.name
    settings.FIELD_KEYS = [NEW, OLD]
    with django_capture_on_commit_callbacks(execute=True):
        run()
    assert not storage.exists(former)
    settings.FIELD_KEYS = [NEW]
    export.refresh_from_db()
    dossier.refresh_from_db()
    assert "index.html" in opened(export).namelist()
    assert hand_out(dossier, by=registrar) == b"PK"

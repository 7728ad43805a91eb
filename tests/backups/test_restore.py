"""What a restore brings back, and what it must not."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection

from school.backups import making, restoring
from school.backups.making import Made
from school.journal.actors import SYSTEM
from school.journal.chain import actions as chain
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.privacy.erasure import actions as erasing
from school.privacy.erasure import listed
from school.privacy.models import Erasure
from tests.backups.conftest import Keys
from tests.cast import signed_in
from tests.factories.people import make_trainee
from tests.factories.privacy import make_erasure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_places(settings: LazySettings, tmp_path: Path) -> None:
    """Else the next test would find what this one has put aside."""
    settings.ERASURE_LIST = tmp_path / "erasures"
    settings.JOURNAL_ANCHORS = tmp_path / "anchors"
    settings.SIGNING_DIR = tmp_path / "signing"


@pytest.fixture
def her() -> Person:
    return make_trainee("李春花")


@pytest.fixture
def made(her: Person, keys: Keys, shelf: Path) -> Made:
    storages["private"].save("photos/her.jpg", ContentFile(b"a photograph"))
    signed_in(her)
    return making.back_up(by=SYSTEM)


def restored(made: Made, keys: Keys) -> restoring.Report:
    return restoring.restore(made.path, key=keys.private, by=SYSTEM, overwrite=True)


def test_rows_and_files_are_as_they_were(made: Made, her: Person, keys: Keys) -> None:
    make_trainee("张丽")
    Person.objects.filter(pk=her.pk).update(name="别人")
    storages["private"].delete("photos/her.jpg")
    report = restored(made, keys)
    assert [person.name for person in Person.objects.all()] == ["李春花"]
    assert storages["private"].open("photos/her.jpg").read() == b"a photograph"
    assert Entry.objects.get(verb="backups.restore").data["sha256"] == made.sha256
    assert any("before" in one for one in report.set_aside)


def test_what_was_there_is_kept_aside(made: Made, keys: Keys) -> None:
    former = restored(made, keys).set_aside
    if connection.vendor == "sqlite":
        assert Path(former[0]).stat().st_size
    assert any(Path(one).is_dir() for one in former)


def test_everybody_signs_in_anew(made: Made, keys: Keys) -> None:
    assert Session.objects.exists()
    restored(made, keys)
    assert not Session.objects.exists()


def test_whom_the_school_has_erased_since_does_not_come_back(
    made: Made, her: Person, registrar: User, keys: Keys
) -> None:
    erasing.erase(make_erasure(her), by=registrar)
    report = restored(made, keys)
    assert report.erased_again == 1
    left = Person.objects.get(code=her.code)
    assert "李春花" not in left.name and left.user is None
    assert left.erasures.get().status == Erasure.Status.DONE
    assert Entry.objects.filter(verb="privacy.erase_again").count() == 1
    assert not list(listed.come_back())


def test_the_list_holds_no_name(
    her: Person, registrar: User, settings: LazySettings
) -> None:
    erasing.erase(make_erasure(her), by=registrar)
    (file,) = Path(settings.ERASURE_LIST).iterdir()
    assert her.code in file.read_text() and "李春花" not in file.read_text()


def test_an_erasure_that_was_not_written_down_is_at_the_next_backup(
    her: Person, registrar: User, settings: LazySettings, keys: Keys, shelf: Path
) -> None:
    erasing.erase(make_erasure(her), by=registrar)
    for file in Path(settings.ERASURE_LIST).iterdir():
        file.unlink()
    making.back_up(by=SYSTEM)
    assert len(list(Path(settings.ERASURE_LIST).iterdir())) == 1


def test_an_erasure_that_failed_is_not_written_down(
    her: Person, registrar: User, settings: LazySettings
) -> None:
    with pytest.raises(NotPermitted):
        erasing.erase(make_erasure(her), by=make_trainee("张丽").user)
    assert not Path(settings.ERASURE_LIST).exists()


def test_one_who_waits_is_erased_with_her_own_request(her: Person) -> None:
    asked = make_erasure(her)
    assert erasing.erase_again(her, by=SYSTEM) == asked
    with pytest.raises(NotPermitted):
        erasing.erase_again(her, by=make_trainee("张丽").user)


def test_anchors_of_what_went_with_the_database_are_put_aside(
    made: Made, keys: Keys, settings: LazySettings
) -> None:
    make_trainee("张丽")
    Entry.objects.create(at="2026-11-24T00:00Z", verb="people.look")
    chain.seal_entries()
    chain.drop_anchor()
    restored(made, keys)
    (aside,) = Path(settings.JOURNAL_ANCHORS).iterdir()
    assert aside.name.startswith("before-restore-")
    call_command("check_journal")

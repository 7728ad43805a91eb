"""Making a backup, and opening it: what is in it, and each thing that may be wrong with it."""

import errno
import os
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from school.backups import comparing, engines, making, places, restoring, tasks
from school.backups.making import Made
from school.backups.troubles import Trouble
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib import age
from school.people.models import Person
from tests.backups.conftest import Keys
from tests.backups.writer import write
from tests.factories.courses import make_cohort
from tests.factories.people import make_trainee
from tests.factories.points import make_rule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(keys: Keys, shelf: Path) -> Made:
    write(make_trainee("李春花"), to=make_cohort(sessions=False), rule=make_rule())
    storages["private"].save("photos/her.jpg", ContentFile(b"a photograph"))
    return making.back_up(by=SYSTEM)


def test_a_backup_verifies(made: Made, keys: Keys) -> None:
    report = restoring.verify(made.path, key=keys.private)
    counts = report.backup.manifest.facts.counts
    assert counts["people_person"] == 1
    assert counts["points_entry"] == 4
    assert report.backup.manifest.facts.sums["points: score"] == 15
    assert report.sha256 == made.sha256
    assert not report.advice


def test_nothing_of_it_can_be_read_without_the_key(made: Made) -> None:
    content = made.path.read_bytes()
    assert "李春花".encode() not in content
    assert b"a photograph" not in content
    assert made.path.stat().st_mode & 0o077 == 0


def test_it_is_journalled_with_its_digest(made: Made) -> None:
    entry = Entry.objects.get(verb="backups.make")
    assert entry.data["sha256"] == made.sha256
    assert entry.object_label == made.path.name


def test_nothing_is_left_but_the_file(made: Made, settings: LazySettings) -> None:
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    assert not (Path(settings.VAR) / places.WORK).exists()


def test_one_never_takes_anothers_place(made: Made) -> None:
    at = timezone.now() + timedelta(days=1)
    first = making.back_up(by=SYSTEM, at=at).path.read_bytes()
    with pytest.raises(Trouble, match="there already"):
        making.back_up(by=SYSTEM, at=at)
    newest = max(made.path.parent.iterdir())
    assert newest.read_bytes() == first


def test_two_at_once_are_refused(made: Made) -> None:
    with places.workspace(), pytest.raises(Trouble, match="at work"):
        making.back_up(by=SYSTEM)


def test_what_a_killed_one_left_goes_with_the_next(
    made: Made, settings: LazySettings
) -> None:
    (made.path.parent / "school-20200101-000000.age.part").write_bytes(b"half")
    work = Path(settings.VAR) / places.WORK
    work.mkdir()
    (work / "database").write_bytes(b"half")
    making.back_up(by=SYSTEM, at=timezone.now() + timedelta(seconds=2))
    assert {path.suffix for path in made.path.parent.iterdir()} == {".age"}
    assert not work.exists()


def test_a_changed_byte_is_found(made: Made, keys: Keys) -> None:
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(Trouble, match="a byte of it was changed"):
        restoring.verify(made.path, key=keys.private)


def test_a_file_cut_short_is_found(made: Made, keys: Keys) -> None:
    made.path.write_bytes(made.path.read_bytes()[:-1000])
    with pytest.raises(Trouble, match="cut short"):
        restoring.verify(made.path, key=keys.private)


def test_another_key_is_named_as_such(made: Made) -> None:
    with pytest.raises(Trouble, match="made for another key"):
        restoring.verify(made.path, key=age.make_pair()[1])


def test_what_was_locked_with_the_key_but_is_no_backup_is_refused(
    keys: Keys, tmp_path: Path
) -> None:
    file = tmp_path / "other.age"
    with (tmp_path / "backup.key").open("rb") as plain, file.open("wb") as target:
        age.lock(plain, target, to=keys.public)
    with pytest.raises(Trouble, match="not made by this school"):
        restoring.verify(file, key=keys.private)


def test_a_name_that_leads_out_of_the_folder_is_refused(
    made: Made, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = places.folders()
    evil = {"media/../../..": folders["private"]}
    monkeypatch.setattr(places, "folders", lambda: evil)
    crafted = making.back_up(by=SYSTEM, at=timezone.now() + timedelta(seconds=2))
    with pytest.raises(Trouble, match="not made by this school"):
        restoring.verify(crafted.path, key=keys.private)


def test_rows_that_are_missing_are_named(
    made: Made, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = engines.present().sound

    def lose_some(copy: Any) -> list[str]:
        with copy.cursor() as cursor:
            cursor.execute("DELETE FROM people_healthcheck")
            cursor.execute("INSERT INTO django_session VALUES ('x', 'y', '2030-01-01')")
        return sound(copy)

    losing = engines.Engine(**{**_as_dict(engines.present()), "sound": lose_some})
    monkeypatch.setattr(engines, "present", lambda: losing)
    with pytest.raises(Trouble, match="rows in django_session: 1 and not 0"):
        restoring.verify(made.path, key=keys.private)


def _as_dict(engine: engines.Engine) -> dict[str, Any]:
    return {name: getattr(engine, name) for name in engine.__slots__}


def test_a_journal_that_was_changed_before_is_found(
    keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        comparing.chain, "wrong", lambda **_where: iter(["Entry 3 is gone."])
    )
    made = making.back_up(by=SYSTEM)
    with pytest.raises(Trouble, match="not good:\nEntry 3 is gone"):
        restoring.verify(made.path, key=keys.private)


def test_one_of_a_newer_version_is_refused(
    made: Made, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = comparing._migrations()
    monkeypatch.setattr(comparing, "_migrations", lambda: known - {max(known)})
    with pytest.raises(Trouble, match="newer version"):
        restoring.verify(made.path, key=keys.private)


def test_another_format_is_refused(
    keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "FORMAT", 2)
    made = making.back_up(by=SYSTEM)
    with pytest.raises(Trouble, match="has format 2"):
        restoring.verify(made.path, key=keys.private)


def test_other_field_keys_are_told(
    made: Made, keys: Keys, settings: LazySettings
) -> None:
    settings.FIELD_KEYS = ["another"]
    settings.FINGERPRINT_KEY = "another"
    report = restoring.verify(made.path, key=keys.private)
    assert "FIELD_KEYS" in report.advice[0]


def test_a_full_disk_leaves_nothing(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble, match="is full"):
        making.back_up(by=SYSTEM, at=timezone.now() + timedelta(seconds=2))
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_without_a_place_or_a_key_it_says_what_to_set(
    settings: LazySettings, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="BACKUP_DIR"):
        call_command("backup")
    with pytest.raises(CommandError, match="BACKUP_KEY"):
        call_command("backup", to=tmp_path)


def test_a_database_in_use_is_not_overwritten_unasked(made: Made, keys: Keys) -> None:
    with pytest.raises(Trouble, match="in use"):
        restoring.restore(made.path, key=keys.private, by=SYSTEM)
    assert Person.objects.exists()


def test_the_night_makes_one_and_lets_old_ones_go(
    keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.mkdir()
    for day in range(10, 30):
        (shelf / f"school-202510{day}-020000.age").write_bytes(b"old")
    (shelf / "somebody's own.age").write_bytes(b"kept")
    noon = timezone.localtime().replace(hour=12)
    monkeypatch.setattr(timezone, "localtime", _at(noon, timezone.localtime))
    tasks.back_up()
    tasks.back_up()
    assert Entry.objects.filter(verb="backups.make").count() == 1
    assert (shelf / "somebody's own.age").exists()
    removed = Entry.objects.filter(verb="backups.remove").count()
    assert removed and len(list(shelf.iterdir())) == 22 - removed


def _at(now: Any, original: Any) -> Any:
    return lambda moment=None, *rest: original(moment, *rest) if moment else now


def test_without_a_folder_the_night_makes_none(keys: Keys) -> None:
    tasks.back_up()
    assert not Entry.objects.exists()


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    call_command("backup_key", file)
    content = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="there already"):
        call_command("backup_key", file)
    assert file.read_text() == content


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's own file")
def test_a_damaged_database_is_found(made: Made, keys: Keys, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    engines.sqlite.dump(copy)
    with sqlite3.connect(copy) as open_copy:
        open_copy.execute("PRAGMA foreign_keys=OFF")
        open_copy.execute("UPDATE people_person SET company_id = 999")
    with engines.sqlite.loaded(copy) as loaded:
        assert "people_company" in engines.sqlite.unsound(loaded)[0]

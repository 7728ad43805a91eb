"""The drill: many write, the power goes, and the school begins again from the backup taken meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.db import connection

from school.backups import facts
from school.backups.beside import ALIAS, beside
from school.courses.models import Cohort
from school.journal.chain import actions as chain
from school.people.models import Person
from tests import databases
from tests.backups.conftest import Keys
from tests.factories.courses import make_cohort
from tests.factories.points import make_rule

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
Writer = subprocess.Popen[str]
ENOUGH = 5


def environment(**more: str) -> dict[str, str]:
    """The school's own secrets go along, as they do to another machine."""
    secrets = {
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "FINGERPRINT_KEY": settings.FINGERPRINT_KEY,
    }
    anchors = str(settings.JOURNAL_ANCHORS)
    return {**databases.environment(), **secrets, "JOURNAL_ANCHORS": anchors, **more}


def manage(*command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment(**more),
        capture_output=True,
        text=True,
    )


@pytest.fixture(autouse=True)
def own_anchors(settings: LazySettings, tmp_path: Path) -> Path:
    """Else another test's journal, sealed on the same day, would be this one's witness."""
    settings.JOURNAL_ANCHORS = tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture
def writers() -> Iterator[list[Writer]]:
    make_rule()
    cohort = make_cohort(sessions=False, seats=2000)
    started = [start(cohort, which) for which in range(2)]
    for one in started:
        for _ in range(ENOUGH):
            assert one.stdout is not None and one.stdout.readline()
    yield started
    for one in started:
        kill(one)


def start(cohort: Cohort, which: int) -> Writer:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.backups.writer", cohort.code, str(which)],
        cwd=settings.BASE_DIR,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill(writer: Writer) -> None:
    """As a power cut does: in the midst of whatever it is writing."""
    if writer.poll() is None:
        os.killpg(writer.pid, signal.SIGKILL)
    writer.wait()
    assert writer.stdout is not None
    writer.stdout.close()


@pytest.fixture
def empty() -> Iterator[str]:
    """A new machine's database."""
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    if connection.vendor == "postgresql":
        databases.create(name)
    yield name
    if connection.vendor == "postgresql":
        with databases._server(name=name) as execute:
            execute("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    else:
        Path(name).unlink(missing_ok=True)


def test_the_school_begins_again_from_a_backup_made_while_it_was_written_in(
    writers: list[Writer], keys: Keys, shelf: Path, tmp_path: Path, empty: str
) -> None:
    backing_up = subprocess.Popen(
        [sys.executable, "manage.py", "backup", "--to", str(shelf)],
        cwd=settings.BASE_DIR,
        env=environment(BACKUP_KEY=keys.public),
        stdout=subprocess.PIPE,
        text=True,
    )
    kill(writers[0])
    said, _ = backing_up.communicate()
    assert backing_up.returncode == 0, said
    kill(writers[1])
    (file,) = shelf.iterdir()
    written = Person.objects.count()

    elsewhere = {
        "DATABASE_URL": databases.url(empty),
        "VAR_DIR": str(tmp_path / "var"),
        "JOURNAL_ANCHORS": str(tmp_path / "var" / "anchors"),
    }
    command = ("restore", str(file), "--key", str(keys.file))
    done = manage(*command, **elsewhere)
    assert done.returncode == 0, done.stderr
    assert "adds up to zero" in done.stdout
    assert "other FIELD_KEYS" not in done.stdout

    with beside(NAME=empty) as restored:
        found = facts.of(restored)
        assert ENOUGH * 2 <= found.counts["people_person"] <= written
        assert found.counts["points_entry"] == 4 * found.counts["points_posting"]
        assert facts.unbalanced(restored) == 0
        assert list(chain.wrong(using=ALIAS, until=found.seal[0])) == []

    again = manage(*command, **elsewhere)
    assert again.returncode and "in use" in again.stderr
    change_a_byte(file)
    spoilt = manage("verify_backup", str(file), "--key", str(keys.file))
    assert spoilt.returncode and "a byte of it was changed" in spoilt.stderr


def change_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-5000] ^= 1
    file.write_bytes(content)

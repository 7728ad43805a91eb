"""A test that commits leaves nothing behind, and finds what the migrations wrote."""

import os
import subprocess
import sys
from threading import Thread

import pytest
from django.db import IntegrityError, connection
from wagtail.models import Page

from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from tests import databases


def write_entry() -> None:
    root = Page.objects.get(depth=1)
    journal.record(by=SYSTEM, verb="page.look", on=root, reason="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_a_commit_is_undone_afterwards(time: str) -> None:
    assert not Entry.objects.exists()
    write_entry()
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_an_append_only_table_is_one_here_too() -> None:
    write_entry()
    with pytest.raises(IntegrityError):
        Entry.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_database() -> None:
    thread = Thread(target=lambda: (write_entry(), connection.close()))
    thread.start()
    thread.join()
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_another_process_reaches_the_same_database() -> None:
    write_entry()
    script = "from school.journal.models import Entry; print(Entry.objects.count())"
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", script]
    answer = subprocess.run(
        shell, env=databases.environment(), capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "1"


def test_no_test_writes_into_the_school_of_a_developer(settings) -> None:
    assert str(settings.VAR) == os.environ["VAR_DIR"]
    assert settings.BASE_DIR not in settings.VAR.parents

"""On PostgreSQL the account that serves the site cannot switch off what guards the ledgers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.people.models import Person

GRANTS = Path(__file__).resolve().parent.parent / "bin/site_account.sql"
PASSWORD = "红豆-三月-清明"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
]


@pytest.fixture
def as_the_site(trainee: Person) -> Iterator[Person]:
    assert trainee.user
    trainee.user.set_password(PASSWORD)
    trainee.user.save(update_fields=["password"])
    with connection.cursor() as cursor:
        journal.record(by=SYSTEM, verb="people.set_town", on=trainee)
        cursor.execute("CREATE ROLE school_site")
        cursor.execute(GRANTS.read_text(encoding="utf-8"))
        cursor.execute("SET LOCAL ROLE school_site")
    yield trainee
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_it_serves(as_the_site: Person) -> None:
    browser = Client()
    number = as_the_site.user.phone
    login = reverse("account_password_login")
    browser.post(login, {"login": number, "password": PASSWORD})
    browser.post(reverse("people:town"), {"town": "松市镇"})
    assert browser.get(reverse("portal:me")).status_code == 200
    assert Entry.objects.filter(verb="people.set_town").count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "TRUNCATE journal_entry",
        "DROP TABLE journal_entry",
        "UPDATE journal_entry SET reason = 'x'",
        "DELETE FROM journal_entry",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (a int)",
    ],
)
def test_it_neither_changes_ledgers_nor_takes_their_guards_away(
    as_the_site: Person, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

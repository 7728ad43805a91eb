import pytest
from django.db import DatabaseError, connection, transaction

from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.journal.requests import set_request_id
from school.people.models import Person


@pytest.fixture
def entry(trainee: Person) -> Entry:
    return journal.record(
        by=SYSTEM,
        verb="people.set_town",
        on=trainee,
        reason="搬家",
        data={"town": "甲"},
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET reason = '改'",
        "UPDATE journal_entry SET reason = reason WHERE id = (SELECT max(id) FROM journal_entry)",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_refuses_to_change_what_is_written(
    entry: Entry, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    entry.refresh_from_db()
    assert entry.reason == "搬家"


def test_neither_row_nor_set_can_be_changed_from_the_code(entry: Entry) -> None:
    for change in (
        entry.delete,
        entry.save,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(reason=""),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Entry.objects.get(pk=entry.pk).reason == "搬家"


def test_an_entry_names_actor_object_and_request(trainee: Person) -> None:
    set_request_id("0123456789abcdef")
    try:
        entry = journal.record(by=trainee.user, verb="people.set_town", on=trainee)
    finally:
        set_request_id("")
    assert (entry.actor_type, entry.actor_id) == ("people.user", str(trainee.user.pk))
    assert (entry.object_type, entry.object_id) == ("people.person", str(trainee.pk))
    assert (entry.actor_label, entry.object_label) == ("李春花", "李春花")
    assert entry.request_id == "0123456789abcdef"


def test_an_entry_outlives_what_it_names(trainee: Person) -> None:
    entry = journal.record(by=SYSTEM, verb="people.set_town", on=trainee)
    trainee.delete()
    entry.refresh_from_db()
    assert entry.object_label == "李春花"
    assert entry.actor_type == "system"


def test_a_change_taken_back_leaves_no_entry(trainee: Person) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        journal.record(by=SYSTEM, verb="people.set_town", on=trainee)
        raise RuntimeError
    assert not Entry.objects.filter(verb="people.set_town").exists()

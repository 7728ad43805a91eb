"""A changed, removed or re-made entry of the journal shows, whoever changed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from school.journal import actions as journal
from school.journal import tasks
from school.journal.actors import SYSTEM
from school.journal.chain import actions, rules
from school.journal.models import Entry, Seal
from school.people.models import Person

TABLES = ("journal_entry", "journal_seal")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.JOURNAL_ANCHORS = tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture
def entries(trainee: Person) -> list[Entry]:
    """The last three of what is sealed."""
    found = [
        journal.record(
            by=SYSTEM,
            verb="people.set_town",
            on=trainee,
            reason=f"搬家{place}",
            data={"town": "青石镇", "places": [place, 1.5, None]},
        )
        for place in range(3)
    ]
    actions.seal_entries()
    return found


@contextmanager
def unguarded() -> Iterator[None]:
    """As one who holds the database's own password can do it: the guards switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)",
            TABLES,
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        yield


def tampered(sql: str, *values: object) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount == 1


def found() -> list[str]:
    return list(actions.wrong())


@pytest.mark.django_db
def test_what_is_written_is_sealed_once_and_in_order(entries: list[Entry]) -> None:
    assert not actions.unsealed().exists()
    assert actions.seal_entries() == 0
    seals = list(Seal.objects.order_by("number"))
    assert [one.number for one in seals] == list(range(1, len(seals) + 1))
    assert [one.entry_id for one in seals[-3:]] == [one.pk for one in entries]
    assert found() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "搬家2"),
        ("actor_label", "别人"),
        ("verb", "people.set_towN"),
        ("object_id", "0"),
        ("data", '{"town": "青石镇", "places": [1, 1.5, 0]}'),
        ("at", datetime(2026, 1, 1, tzinfo=UTC)),
        ("request_id", "x"),
    ],
)
def test_one_changed_byte_is_found(
    entries: list[Entry], column: str, value: object
) -> None:
    changed = entries[1]
    tampered(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", value, changed.pk)
    number = Seal.objects.get(entry_id=changed.pk).number
    assert found() == [f"Entry {changed.pk} (seal {number}) is not as it was sealed."]
    err = StringIO()
    with pytest.raises(CommandError, match="1 findings"):
        call_command("check_journal", stderr=err)
    assert f"Entry {changed.pk} " in err.getvalue()


@pytest.mark.django_db
def test_a_removed_entry_is_found(entries: list[Entry]) -> None:
    tampered("DELETE FROM journal_entry WHERE id = %s", entries[0].pk)
    assert len(found()) == 1
    assert found()[0].startswith(f"Entry {entries[0].pk} (seal ")
    assert found()[0].endswith(" is gone.")


@pytest.mark.django_db
def test_an_entry_removed_with_its_seal_is_found(entries: list[Entry]) -> None:
    number = Seal.objects.get(entry_id=entries[1].pk).number
    tampered("DELETE FROM journal_seal WHERE number = %s", number)
    tampered("DELETE FROM journal_entry WHERE id = %s", entries[1].pk)
    assert found()[0] == f"Seals {number} to {number} are gone."


@pytest.mark.django_db
def test_a_chain_made_anew_is_found_by_an_anchor(
    entries: list[Entry], folder: Path
) -> None:
    tasks.check_journal()
    (anchor,) = folder.iterdir()
    tampered("UPDATE journal_entry SET reason = '改' WHERE id = %s", entries[2].pk)
    made_anew()
    assert len(found()) == 1
    assert anchor.name in found()[0]
    with pytest.raises(tasks.Tampered, match="made anew"):
        tasks.check_journal()
    anchor.unlink()
    # So anchors are copied to where nobody at the database can write.
    assert found() == []


@pytest.mark.django_db
def test_what_is_off_ends_no_anchors(entries: list[Entry], folder: Path) -> None:
    tampered("UPDATE journal_entry SET reason = '改' WHERE id = %s", entries[2].pk)
    with pytest.raises(tasks.Tampered, match="not as it was sealed"):
        tasks.check_journal()
    assert len(list(folder.iterdir())) == 1


@pytest.mark.django_db
def test_the_last_ones_cut_off_are_found_by_an_anchor(
    entries: list[Entry], folder: Path
) -> None:
    actions.drop_anchor()
    seal = Seal.objects.latest("number")
    tampered("DELETE FROM journal_seal WHERE number = %s", seal.number)
    assert found() == [
        f"{next(folder.iterdir()).name} names seal {seal.number}, which is gone."
    ]


@pytest.mark.django_db
def test_a_spoilt_anchor_is_told(entries: list[Entry], folder: Path) -> None:
    path = actions.drop_anchor()
    assert path is not None
    path.write_text("{}")
    assert found() == [f"{path.name} names seal 0, which is gone."]


@pytest.mark.django_db
def test_an_anchor_a_day_and_none_is_written_over(
    entries: list[Entry], trainee: Person
) -> None:
    path = actions.drop_anchor()
    assert path is not None
    kept = path.read_bytes()
    journal.record(by=SYSTEM, verb="people.set_town", on=trainee)
    actions.seal_entries()
    assert actions.drop_anchor() == path
    assert path.read_bytes() == kept
    tomorrow = actions.drop_anchor(on=date.today() + timedelta(days=2))
    assert tomorrow is not None
    assert tomorrow.read_bytes() != kept
    assert found() == []


@pytest.mark.django_db
def test_an_entry_that_ends_late_is_sealed_late(
    entries: list[Entry], trainee: Person
) -> None:
    first = entries[0]
    late = Entry.objects.create(
        pk=first.pk - 1_000_000_000,
        at=first.at,
        actor_type="system",
        actor_id="",
        actor_label="",
        verb="people.set_town",
        object_type="people.person",
        object_id="1",
        object_label="",
    )
    assert actions.seal_entries() == 1
    assert Seal.objects.latest("number").entry_id == late.pk
    assert found() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["UPDATE journal_seal SET digest = ''", "DELETE FROM journal_seal"]
)
def test_seals_are_kept_by_the_database(entries: list[Entry], sql: str) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db
def test_many_are_sealed_and_checked_in_batches(
    entries: list[Entry], monkeypatch: pytest.MonkeyPatch, trainee: Person
) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    journal.record_each(by=SYSTEM, verb="people.set_town", on=[trainee] * 7)
    assert actions.seal_entries() == 7
    assert found() == []
    out = StringIO()
    call_command("check_journal", stdout=out)
    assert f"{Seal.objects.count()} entries" in out.getvalue()


ENTRY = {
    **dict.fromkeys(rules.FIELDS, "甲"),
    "id": 7,
    "at": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "data": {"a": [1, "二"]},
}


def test_the_digest_is_that_of_the_published_form() -> None:
    """Worked out by hand once: whoever checks it elsewhere needs no more than this."""
    told = (
        '["",1,{"actor_id":"\\u7532","actor_label":"\\u7532","actor_type":"\\u7532",'
        '"at":"2026-03-01T12:00:00.000000+00:00","data":{"a":[1,"\\u4e8c"]},"id":7,'
        '"object_id":"\\u7532","object_label":"\\u7532","object_type":"\\u7532",'
        '"reason":"\\u7532","request_id":"\\u7532","verb":"\\u7532"}]'
    )
    assert rules.digest("", 1, ENTRY) == sha256(told.encode()).hexdigest()


@given(
    st.sampled_from(
        [name for name in rules.FIELDS if name not in ("id", "at", "data")]
    ),
    st.text(max_size=5),
    st.integers(1, 3),
)
def test_nothing_else_has_the_same_digest(column: str, value: str, number: int) -> None:
    other = rules.digest("", number, {**ENTRY, column: value})
    is_same = (value, number) == ("甲", 1)
    assert (other == rules.digest("", 1, ENTRY)) == is_same


def made_anew() -> None:
    """What a patient forger does: every digest worked out again."""
    before = rules.NOTHING
    for seal in Seal.objects.order_by("number"):
        entry = Entry.objects.values(*rules.FIELDS).get(pk=seal.entry_id)
        digest = rules.digest(before, seal.number, entry)
        if digest != seal.digest:
            tampered(
                "UPDATE journal_seal SET digest = %s WHERE number = %s",
                digest,
                seal.number,
            )
        before = digest

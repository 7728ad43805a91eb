"""Single lines of the points ledger become postings with both sides, and single lines again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.state import ModelState, ProjectState

NOON = datetime(2026, 3, 20, 4, tzinfo=UTC)
# Account, points, source, the line that it reverses: spent down to below zero, then given.
LINES = (
    ("score", 15, "EC", None),
    ("balance", 15, "EC", None),
    ("balance", -10, "shop", None),
    ("score", -15, "EC", 0),
    ("balance", -15, "EC", 1),
    ("score", 30, "PC", None),
    ("balance", 30, "PC", None),
    ("score", 0, "CL", None),
    ("balance", 0, "CL", None),
)
BEFORE = ("0001_initial", "0003_words_for_codes", "0004_contest_sources")
STEPS = ("0005_postings", "0006_both_sides", "0007_double_entry")


class Ledger:
    """The tables of points alone, beside a table of people: so it migrates in no time."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self.database = database
        key = models.BigAutoField(primary_key=True)
        person = ModelState("people", "Person", [("id", key)])
        self.states = [ProjectState()]
        self.states[0].add_model(person)
        with database.schema_editor() as editor:
            editor.create_model(self.model("people", "Person"))
        for name in BEFORE:
            self.forward(name)

    def model(self, app: str, name: str) -> Any:
        return self.states[-1].apps.get_model(app, name)

    def rows(self, app: str, name: str) -> Any:
        return self.model(app, name).objects.using(self.database.alias)

    def forward(self, name: str) -> None:
        state = self.states[-1].clone()
        with self.database.schema_editor() as editor:
            self.states.append(migration(name).apply(state, editor))

    def backward(self, name: str) -> None:
        self.states.pop()
        with self.database.schema_editor() as editor:
            migration(name).unapply(self.states[-1].clone(), editor)


def migration(name: str) -> Any:
    module = import_module(f"school.points.migrations.{name}")
    return module.Migration(name, "points")


@pytest.fixture
def ledger(db: None) -> Iterator[Ledger]:
    settings = {**connection.settings_dict, "NAME": ":memory:"}
    if connection.vendor == "postgresql":
        settings["NAME"] = connection.settings_dict["NAME"]
        settings["OPTIONS"] = {"options": "-c search_path=beside"}
    other = type(connections["default"])(settings, "beside")
    connections["beside"] = other
    try:
        with other.cursor() as cursor:
            if other.vendor == "postgresql":
                cursor.execute("CREATE SCHEMA beside")
        yield Ledger(other)
        with other.cursor() as cursor:
            if other.vendor == "postgresql":
                cursor.execute("DROP SCHEMA beside CASCADE")
    finally:
        other.close()
        del connections["beside"]


def write_single(ledger: Ledger) -> list[tuple[Any, ...]]:
    person = ledger.rows("people", "Person").create()
    rule = ledger.rows("points", "Rule").create(code="T05", version="1.0", delta=15)
    made: list[Any] = []
    for account, delta, source, reverses in LINES:
        line = ledger.rows("points", "Entry").create(
            person=person,
            account=account,
            delta=delta,
            rule=rule,
            rule_code="T05",
            source_type="course",
            source_id=source,
            is_capped=delta == 0,
            reverses=None if reverses is None else made[reverses],
            actor_label="孙积分",
            reason="记错人" if reverses is not None else "",
            at=NOON + timedelta(days=len(source)),
        )
        made.append(line)
    return singles(ledger)


def singles(ledger: Ledger) -> list[tuple[Any, ...]]:
    names = "pk account delta rule_id rule_code source_type source_id reverses_id"
    return list(
        ledger.rows("points", "Entry")
        .order_by("pk")
        .values_list(*names.split(), "is_capped", "actor_label", "reason", "at")
    )


def test_single_lines_get_their_other_side_and_lose_it_again(ledger: Ledger) -> None:
    before = write_single(ledger)
    for name in STEPS:
        ledger.forward(name)
    postings = ledger.rows("points", "Posting").order_by("pk")
    assert list(postings.values_list("kind", "points", "source_id", "is_capped")) == [
        ("award", 15, "EC", False),
        ("hold", -10, "shop", False),
        ("collection", -10, "shop", False),
        ("reversal", -15, "EC", False),
        ("award", 30, "PC", False),
        ("award", 0, "CL", True),
    ]
    assert postings[3].reverses_id == postings[0].pk
    # 15 given, 10 spent, 15 taken back: 5 from the balance, 10 owed; then 30 more.
    lines = ledger.rows("points", "Entry").order_by("pk")
    assert dict(lines.values_list("account", "after")) == {
        "score": 30,
        "rated": -30,
        "balance": 20,
        "held": 0,
        "owed": 0,
        "given": -30,
        "shop": 10,
    }
    owed = lines.filter(account="owed").values_list("delta", "after")
    assert list(owed) == [(-10, -10), (10, 0)]
    refuses_changes(ledger)
    for name in reversed(STEPS):
        ledger.backward(name)
    assert singles(ledger) == before
    refuses_changes(ledger)


def test_what_single_lines_cannot_say_stops_the_way_back(ledger: Ledger) -> None:
    for name in STEPS:
        ledger.forward(name)
    person = ledger.rows("people", "Person").create()
    ledger.rows("points", "Posting").create(
        person=person, kind="hold", points=-5, source_type="redemption", at=NOON
    )
    ledger.backward(STEPS[2])
    with pytest.raises(ValueError, match="1 postings"):
        ledger.backward(STEPS[1])


def refuses_changes(ledger: Ledger) -> None:
    for verb in ("DELETE FROM points_entry", "UPDATE points_entry SET delta = 0"):
        with pytest.raises(DatabaseError), ledger.database.cursor() as cursor:
            cursor.execute(verb)

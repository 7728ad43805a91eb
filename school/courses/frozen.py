"""Migration operations that make the database keep a published edition as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from school.lib.triggers import Triggers

# The status of the edition that a row belongs to; {row} is OLD or NEW.
OF_EDITION = "SELECT status FROM courses_edition WHERE id = {row}.edition_id"
OF_MODULE = (
    "SELECT e.status FROM courses_module m JOIN courses_edition e "
    "ON e.id = m.edition_id WHERE m.id = {row}.module_id"
)
OF_STATION = (
    "SELECT e.status FROM courses_station s JOIN courses_edition e "
    "ON e.id = s.edition_id WHERE s.id = {row}.station_id"
)
OF_LESSON = (
    "SELECT e.status FROM courses_lesson l JOIN courses_module m ON m.id = l.module_id "
    "JOIN courses_edition e ON e.id = m.edition_id WHERE l.id = {row}.lesson_id"
)
CONTENT = {
    "Module": OF_EDITION,
    "Evening": OF_EDITION,
    "Station": OF_EDITION,
    "Lesson": OF_MODULE,
    "Item": OF_STATION,
    "CriticalFail": OF_STATION,
}
LINKS = {
    ("Station", "modules"): OF_STATION,
    ("Station", "lessons"): OF_STATION,
    ("Station", "standards"): OF_STATION,
    ("Lesson", "standards"): OF_LESSON,
}
# What still happens to an edition once its content stands.
LIVING = {"status", "signed_off_by_id", "signed_off_at"}
# A published edition is never a draft again, and a sign-off stays.
BACK = (
    "NEW.status = 'draft' OR (OLD.signed_off_at IS NOT NULL AND ({signer} OR {when}))"
)
SAYS = "a published edition is frozen"
# Rows that go with a draft may find their edition gone already: they pass as drafts.
POSTGRESQL = """
CREATE FUNCTION {table}_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF {is_frozen_new} THEN
            RAISE EXCEPTION '{says} (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF {is_frozen_old} THEN
            RAISE EXCEPTION '{says} (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF {update} THEN
        RAISE EXCEPTION '{says} (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_frozen BEFORE {events} ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
"""
SQLITE = (
    "CREATE TRIGGER {table}_frozen_{event} BEFORE {event} ON {table} WHEN {condition} "
    "BEGIN SELECT RAISE(ABORT, '{says} ({table})'); END"
)
EVENTS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Guard:
    """When the database refuses what for the rows of one table."""

    table: str
    # event -> condition in SQL
    refuses: dict[str, str]


class FreezeEditions(Triggers):
    """What a published edition consists of is not added to, changed or deleted.

    Hazard: SQLite drops triggers when a later migration remakes the table, and
    PostgreSQL does not know of later columns: put such a migration's operations
    between `ThawEditions` and this.
    """

    def put_up(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        for guard in _guards(app_label, schema_editor, state):
            _put_up(schema_editor, guard)

    def take_down(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        for guard in _guards(app_label, schema_editor, state):
            _take_down(schema_editor, guard.table)

    def describe(self) -> str:
        return "Freeze published editions"


class ThawEditions(FreezeEditions):
    """For a migration of the tables; `FreezeEditions` closes them again."""

    def database_forwards(self, *args: Any) -> None:
        super().database_backwards(*args)

    def database_backwards(self, *args: Any) -> None:
        super().database_forwards(*args)

    def describe(self) -> str:
        return "Let published editions be migrated"


def _guards(
    app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
) -> Iterator[Guard]:
    differ = (
        "IS DISTINCT FROM"
        if schema_editor.connection.vendor == "postgresql"
        else "IS NOT"
    )

    def changed(columns: list[str]) -> str:
        each = (f'OLD."{column}" {differ} NEW."{column}"' for column in columns)
        return f"({' OR '.join(each)})"

    def columns_of(model: Any) -> list[str]:
        return [field.column for field in model._meta.local_concrete_fields]

    edition = state.apps.get_model(app_label, "Edition")
    facts = [column for column in columns_of(edition) if column not in LIVING]
    back = BACK.format(
        signer=changed(["signed_off_by_id"]), when=changed(["signed_off_at"])
    )
    yield Guard(
        edition._meta.db_table,
        {
            "update": f"OLD.status <> 'draft' AND ({changed(facts)} OR {back})",
            "delete": "OLD.status <> 'draft'",
        },
    )
    for name, status in CONTENT.items():
        model = state.apps.get_model(app_label, name)
        yield _guard(model._meta.db_table, status, changed(columns_of(model)))
    for (name, field), status in LINKS.items():
        through = getattr(state.apps.get_model(app_label, name), field).through
        yield _guard(through._meta.db_table, status, changed(columns_of(through)))


def _guard(table: str, status: str, changed: str) -> Guard:
    old, new = (
        f"COALESCE(({status.format(row=row)}), 'draft') <> 'draft'"
        for row in ("OLD", "NEW")
    )
    return Guard(
        table,
        {"insert": new, "update": f"({old} OR {new}) AND {changed}", "delete": old},
    )


def _put_up(schema_editor: BaseDatabaseSchemaEditor, guard: Guard) -> None:
    refuses = guard.refuses
    if schema_editor.connection.vendor == "postgresql":
        sql = POSTGRESQL.format(
            table=guard.table,
            says=SAYS,
            events=" OR ".join(refuses).upper(),
            is_frozen_new=refuses.get("insert", "FALSE"),
            is_frozen_old=refuses["delete"],
            update=refuses["update"],
        )
        schema_editor.execute(sql, params=None)
        return
    for event, condition in refuses.items():
        sql = SQLITE.format(
            table=guard.table, event=event, condition=condition, says=SAYS
        )
        schema_editor.execute(sql, params=None)


def _take_down(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"DROP FUNCTION IF EXISTS {table}_refuse CASCADE", params=None
        )
        return
    for event in EVENTS:
        schema_editor.execute(
            f"DROP TRIGGER IF EXISTS {table}_frozen_{event}", params=None
        )

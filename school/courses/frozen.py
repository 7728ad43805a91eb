"""A migration operation that makes the database keep a published edition as it is."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

OF_EDITION = "SELECT status FROM courses_edition WHERE id = OLD.edition_id"
OF_STATION = (
    "SELECT e.status FROM courses_station s JOIN courses_edition e "
    "ON e.id = s.edition_id WHERE s.id = OLD.station_id"
)
# model -> SQL for the status of the edition that the old row belongs to
CONTENT = {
    "Edition": "SELECT OLD.status",
    "Module": OF_EDITION,
    "Evening": OF_EDITION,
    "Station": OF_EDITION,
    "Lesson": (
        "SELECT e.status FROM courses_module m JOIN courses_edition e "
        "ON e.id = m.edition_id WHERE m.id = OLD.module_id"
    ),
    "Item": OF_STATION,
    "CriticalFail": OF_STATION,
}
# What still happens to an edition once its content stands.
LIVING = {"status", "signed_off_by_id", "signed_off_at"}
# Rows that go with a draft may find their edition gone already: they pass as drafts.
POSTGRESQL = """
CREATE FUNCTION {table}_refuse() RETURNS trigger AS $$
BEGIN
    IF COALESCE(({status}), 'draft') <> 'draft' AND (TG_OP = 'DELETE' OR {changed}) THEN
        RAISE EXCEPTION 'a published edition is frozen (%)', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
"""
SQLITE = (
    "CREATE TRIGGER {table}_frozen_{event} BEFORE {event} ON {table} "
    "WHEN COALESCE(({status}), 'draft') <> 'draft' AND ({changed}) "
    "BEGIN SELECT RAISE(ABORT, 'a published edition is frozen ({table})'); END"
)


class FreezeEditions(Operation):
    """UPDATE and DELETE of what a published edition consists of raise an IntegrityError.

    Hazard: SQLite drops triggers when a later migration remakes the table; repeat
    the operation after such a migration.
    """

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        return None

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for name, status in CONTENT.items():
            model = to_state.apps.get_model(app_label, name)
            columns = [
                field.column
                for field in model._meta.local_concrete_fields
                if name != "Edition" or field.column not in LIVING
            ]
            _guard(schema_editor, model._meta.db_table, status, columns)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        for name in CONTENT:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"DROP FUNCTION {table}_refuse CASCADE", params=None
                )
                continue
            for event in ("update", "delete"):
                schema_editor.execute(
                    f"DROP TRIGGER {table}_frozen_{event}", params=None
                )

    def describe(self) -> str:
        return "Freeze published editions"


def _guard(
    schema_editor: BaseDatabaseSchemaEditor, table: str, status: str, columns: list[str]
) -> None:
    if schema_editor.connection.vendor == "postgresql":
        differs = " OR ".join(
            f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns
        )
        schema_editor.execute(
            POSTGRESQL.format(table=table, status=status, changed=differs), params=None
        )
        return
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    for event, changed in (("update", differs), ("delete", "1")):
        schema_editor.execute(
            SQLITE.format(table=table, event=event, status=status, changed=changed),
            params=None,
        )

"""A migration operation that makes the database refuse to edit or delete a table's rows."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from school.lib.triggers import Triggers

POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
SQLITE = (
    "CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)


class AppendOnly(Triggers):
    """UPDATE and DELETE on `table` raise an IntegrityError from the database itself.

    Hazard: SQLite drops triggers when a later migration remakes the table; repeat
    the operation after such a migration.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def put_up(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRESQL.format(table=self.table), params=None)
            return
        for event in ("update", "delete"):
            schema_editor.execute(
                SQLITE.format(table=self.table, event=event), params=None
            )

    def take_down(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"DROP TRIGGER {self.table}_append_only ON {self.table}", params=None
            )
            return
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{event}", params=None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"


class Amendable(AppendOnly):
    """Opens an append-only `table` for a migration that must fill a new column.

    `AppendOnly` closes it again in a later step.
    """

    def database_forwards(self, *args: Any) -> None:
        super().database_backwards(*args)

    def database_backwards(self, *args: Any) -> None:
        super().database_forwards(*args)

    def describe(self) -> str:
        return f"Let rows of {self.table} be amended"

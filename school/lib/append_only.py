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
# In the place of what refuses every DELETE.
POSTGRESQL_FOR = (
    "DROP TRIGGER {table}_append_only ON {table}",
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW "
    "WHEN (OLD.{column} > now() - interval '{days} days') "
    "EXECUTE FUNCTION refuse_change()",
)
SQLITE_FOR = (
    "DROP TRIGGER {table}_no_delete",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "WHEN OLD.{column} > datetime('now', '-{days} days') "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
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


class AppendOnlyFor(AppendOnly):
    """The same for so many days after what stands in `column`; then rows may go."""

    def __init__(self, table: str, column: str, days: int) -> None:
        super().__init__(table)
        self.column, self.days = column, days

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.column, self.days], {})

    def put_up(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        super().put_up(app_label, schema_editor, state)
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in POSTGRESQL_FOR if is_postgresql else SQLITE_FOR:
            schema_editor.execute(statement.format(**vars(self)), params=None)

    def take_down(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        super().take_down(app_label, schema_editor, state)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"DROP TRIGGER {self.table}_kept ON {self.table}", params=None
            )


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

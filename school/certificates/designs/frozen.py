"""A migration operation: the database keeps a template's version that was issued with."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from school.lib.triggers import Triggers

TABLE = "certificates_designversion"
IS_USED = (
    "EXISTS (SELECT 1 FROM certificates_certificate c "
    "WHERE c.design_version_id = OLD.id)"
)
SAYS = "a version that was issued with is frozen"
POSTGRESQL = f"""
CREATE FUNCTION {TABLE}_refuse() RETURNS trigger AS $$
BEGIN
    IF {IS_USED} THEN
        RAISE EXCEPTION '{SAYS} (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse();
"""
EVENTS = ("update", "delete")


class FreezeUsedVersions(Triggers):
    """UPDATE and DELETE of a used version raise an IntegrityError from the database itself.

    Hazard: SQLite drops triggers when a later migration remakes the table; repeat the
    operation after such a migration.
    """

    def put_up(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRESQL, params=None)
            return
        for event in EVENTS:
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_frozen_{event} BEFORE {event} ON {TABLE} "
                f"WHEN {IS_USED} BEGIN SELECT RAISE(ABORT, '{SAYS} ({TABLE})'); END",
                params=None,
            )

    def take_down(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {TABLE}_refuse CASCADE", params=None)
            return
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER {TABLE}_frozen_{event}", params=None)

    def describe(self) -> str:
        return "Freeze versions of templates that were issued with"

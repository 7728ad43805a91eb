"""A migration operation: rows stay as they are but for a few columns, from some moment on."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from school.lib.triggers import Triggers


class FrozenRows(Triggers):
    """UPDATE of any column not in `free`, and DELETE, raise an IntegrityError from the database.

    Only rows for which `when` holds, an SQL condition on OLD. A text in `emptied` may
    become "" and nothing else. Hazard: SQLite drops triggers when a later migration
    remakes the table; repeat the operation after it.
    """

    def __init__(
        self,
        model: str,
        *,
        free: list[str],
        when: str = "1 = 1",
        emptied: list[str] | None = None,
    ) -> None:
        self.model, self.free, self.when = model, free, when
        self.emptied = emptied or []

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        given = {"free": self.free, "when": self.when}
        if self.emptied:
            given["emptied"] = self.emptied
        return (type(self).__name__, [self.model], given)

    def put_up(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        table, columns = self._columns(app_label, state)
        sign = (
            "IS DISTINCT FROM"
            if schema_editor.connection.vendor == "postgresql"
            else "IS NOT"
        )
        differs = " OR ".join(self._differs(one, sign) for one in columns)
        said = f"{table} is frozen"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"""
                CREATE FUNCTION {table}_keep() RETURNS trigger AS $$
                BEGIN
                    IF ({self.when}) THEN
                        IF TG_OP = 'DELETE' THEN
                            RAISE EXCEPTION '{said}' USING ERRCODE = 'restrict_violation';
                        ELSIF {differs} THEN
                            RAISE EXCEPTION '{said}' USING ERRCODE = 'restrict_violation';
                        END IF;
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                END
                $$ LANGUAGE plpgsql;
                CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION {table}_keep();
                """,
                params=None,
            )
            return
        for event, condition in (("update", f"({differs})"), ("delete", "1 = 1")):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_keep_{event} BEFORE {event} ON {table} "
                f"WHEN ({self.when}) AND {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END",
                params=None,
            )

    def take_down(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        table = self._columns(app_label, state)[0]
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_keep CASCADE", params=None)
            return
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_keep_{event}", params=None)

    def describe(self) -> str:
        return f"Freeze rows of {self.model}"

    def _differs(self, column: str, sign: str) -> str:
        differs = f'OLD."{column}" {sign} NEW."{column}"'
        if column in self.emptied:
            return f"{differs} AND NEW.\"{column}\" <> ''"
        return differs

    def _columns(self, app_label: str, state: Any) -> tuple[str, list[str]]:
        meta = state.apps.get_model(app_label, self.model)._meta
        return meta.db_table, [
            one.column for one in meta.concrete_fields if one.name not in self.free
        ]

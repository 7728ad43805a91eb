"""Migration operations that make the database itself refuse changes, on both engines."""

from abc import ABC, abstractmethod
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class Triggers(Operation, ABC):
    """Put up forwards, taken down backwards; the models stay as they are."""

    reversible = True
    reduces_to_sql = True

    @abstractmethod
    def put_up(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        """`state`: of the models as they are at this step."""

    @abstractmethod
    def take_down(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None: ...

    def state_forwards(self, app_label: str, state: Any) -> None:
        return None

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.put_up(app_label, schema_editor, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.take_down(app_label, schema_editor, from_state)

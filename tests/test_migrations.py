"""Migrations are named, reversible, and change either the schema or data."""

from collections.abc import Iterator

import pytest
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

LOADER = MigrationLoader(None, load=False)
LOADER.load_disk()


def ours() -> Iterator[object]:
    for (app, name), migration in sorted(LOADER.disk_migrations.items()):
        if migration.__module__.split(".")[0] in {"school", "cms"}:
            yield pytest.param(migration, id=f"{app}.{name}")


@pytest.mark.parametrize("migration", list(ours()))
def test_a_migration_is_named_for_what_it_does(migration: Migration) -> None:
    assert "_auto_" not in migration.name


@pytest.mark.parametrize("migration", list(ours()))
def test_a_migration_can_be_taken_back(migration: Migration) -> None:
    assert all(operation.reversible for operation in migration.operations)


@pytest.mark.parametrize("migration", list(ours()))
def test_schema_and_data_are_not_mixed(migration: Migration) -> None:
    are_data = {
        isinstance(operation, RunPython | RunSQL) for operation in migration.operations
    }
    assert len(are_data) == 1

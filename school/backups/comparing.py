"""Whether an unpacked backup, loaded beside the school, is what it was when it was made."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from school.backups import engines, facts
from school.backups.beside import ALIAS
from school.backups.facts import Facts, Manifest
from school.backups.troubles import Trouble
from school.journal.chain import actions as chain

# Of a copy in which everything is off the first ones tell enough.
MOST = 20


def check_kind(manifest: Manifest) -> list[str]:
    """Refuse what cannot be opened here; the migrations that it lacks."""
    engine = engines.present().name
    if manifest.engine != engine:
        raise Trouble(
            f"This is a backup of {manifest.engine}, and DATABASE_URL names {engine}. "
            f"Set DATABASE_URL to a database of {manifest.engine}."
        )
    known = {f"{app}.{name}" for app, name in _migrations()}
    held = set(manifest.facts.migrations)
    if unknown := sorted(held - known):
        raise Trouble(
            f"A newer version of the school made this backup ({unknown[0]} and "
            f"{len(unknown) - 1} more steps are unknown here). Bring the school up to that version."
        )
    return sorted(known - held)


def wrong(manifest: Manifest, copy: BaseDatabaseWrapper) -> list[str]:
    """Sentences; none where counts, ledgers and journal are what they were."""
    off = engines.present().sound(copy)
    if off:
        return off[:MOST]
    found = facts.of(copy)
    return list(islice(_differences(manifest.facts, found, copy), MOST))


def _differences(told: Facts, found: Facts, copy: BaseDatabaseWrapper) -> Iterator[str]:
    yield from _unlike("rows in", told.counts, found.counts)
    yield from _unlike("sum of", told.sums, found.sums)
    if list(told.seal) != list(found.seal):
        yield f"The journal ends with seal {found.seal[0]} and not with {told.seal[0]}."
    if told.migrations != found.migrations:
        yield "The steps of migration are not those of the manifest."
    if off := facts.unbalanced(copy):
        yield f"{off} sides of points postings do not add up to zero."
    yield from chain.wrong(using=ALIAS, until=found.seal[0])


def _unlike(
    what: str, told: Mapping[str, int], found: Mapping[str, int]
) -> Iterator[str]:
    for name in sorted(told.keys() | found.keys()):
        if told.get(name) != found.get(name):
            yield f"The {what} {name}: {found.get(name)} and not {told.get(name)}."


def _migrations() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)

"""Which key signs from now on. A folder knows no transaction, so it comes last."""

from django.db import transaction

from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.things import Thing
from school.lib.pades.keys import Key, Keyring

# As far as a journal has room; the whole fingerprint stands in the data.
NAMED = 40


@transaction.atomic
def change_key(ring: Keyring, key: Key, *, by: Actor) -> None:
    """Sign with `key` from now on, whichever signed before."""
    _note(ring, key, by=by)
    ring.change_to(key)


@transaction.atomic
def begin_key(ring: Keyring, key: Key, *, by: Actor) -> None:
    """Sign with `key`, unless some other process has begun with another just now."""
    _note(ring, key, by=by)
    if not ring.begin(key):
        transaction.set_rollback(True)


def _note(ring: Keyring, key: Key, *, by: Actor) -> None:
    journal.record(
        by=by,
        verb="certificates.change_key",
        on=Thing(
            "certificates.signing_key", key.fingerprint[:NAMED], key.chain.subject
        ),
        data={
            "signs": ring.kind.name.lower(),
            "fingerprint": key.fingerprint,
            "former": ring.current() or "",
            "until": key.chain.ends,
        },
    )

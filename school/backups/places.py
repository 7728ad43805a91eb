"""Which folders belong to the school, and the one in which a backup is put together."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from school.backups.troubles import Trouble

WORK = "backing-up"


def folders() -> dict[str, Path]:
    """By the name that each has in a backup. The keys of the environment are not among them."""
    return {
        "media": Path(settings.MEDIA_ROOT),
        "private": Path(storages["private"].path("")),
        "signing": Path(settings.SIGNING_DIR),
        "anchors": Path(settings.JOURNAL_ANCHORS),
    }


@contextmanager
def workspace() -> Iterator[Path]:
    """A private folder beside the data, empty, for one at a time; gone afterwards.

    What one that was killed has left in it goes with the next.
    """
    var = Path(settings.VAR)
    var.mkdir(parents=True, exist_ok=True)
    with (var / f"{WORK}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble(
                "Another backup or restore is at work here. Wait for its end."
            ) from None
        work = var / WORK
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

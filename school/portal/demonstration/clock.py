"""Living through the past year: the clock set back, and nothing leaving the house."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

LESSON = timedelta(minutes=45)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Let `moment` be now. For the demonstration only: one thread, no visitors."""
    with patch("django.utils.timezone.now", return_value=moment.astimezone(UTC)):
        yield moment


def on(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), timezone.get_current_timezone())


@contextmanager
def quietly() -> Iterator[None]:
    """Queue no task, send no message, keep no list of queries for debugging.

    What the queue would have done the generator does itself, in its time.
    """
    with ExitStack() as stack:
        stack.enter_context(patch("school.lib.queue.async_task"))
        stack.enter_context(patch("school.lib.sms.send"))
        stack.enter_context(patch("school.lib.mail.send"))
        # No page refers to any of these people.
        stack.enter_context(disable_reference_index_auto_update())
        # With DEBUG on, Django asks SQLite to spell out every query it keeps.
        stack.enter_context(
            patch.object(connection, "make_debug_cursor", connection.make_cursor)
        )
        yield


@contextmanager
def files_kept_together() -> Iterator[None]:
    """Remove the files that were stored if the work fails, as the database does its rows."""
    storage = storages["private"]
    stored: list[str] = []
    save = storage.save

    def remember(*args: Any, **kwargs: Any) -> str:
        stored.append(save(*args, **kwargs))
        return stored[-1]

    try:
        with patch.object(storage, "save", remember):
            yield
    except BaseException:
        for name in stored:
            storage.delete(name)
        raise

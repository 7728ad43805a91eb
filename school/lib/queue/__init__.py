"""The one door to django-q2."""

import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django_q.signals import post_spawn
from django_q.tasks import async_task


def enqueue(task: Callable[..., Any], *args: int | str, group: str = "") -> None:
    """Queue `task(*args)` once the present transaction has committed.

    Arguments are ids, so that the task reads what is true when it runs. A task may
    run twice (the queue delivers at least once): it returns when its work is done.
    """
    transaction.on_commit(
        partial(async_task, task, *args, group=group or task.__name__)
    )


@receiver(post_spawn)
def settle(**_told: Any) -> None:
    """Leave what the program consists of out of every later search for garbage.

    Printing makes so many short-lived things that the searches took a fifth of it. More
    seldom than this they would save no more time; `tidy` sees to what they leave.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)


def tidy() -> None:
    """At the end of a large task: give back what it has left, that the next begins as small."""
    gc.collect()
    # The C library of Debian keeps it otherwise; others know no such call.
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)

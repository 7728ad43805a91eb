"""The one door to django-q2."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django_q.tasks import async_task


def enqueue(task: Callable[..., Any], *args: int | str, group: str = "") -> None:
    """Queue `task(*args)` once the present transaction has committed.

    Arguments are ids, so that the task reads what is true when it runs. A task may
    run twice (the queue delivers at least once): it returns when its work is done.
    """
    transaction.on_commit(
        partial(async_task, task, *args, group=group or task.__name__)
    )

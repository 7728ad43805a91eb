"""Who sees which background tasks, and who may have them done again."""

from collections.abc import Iterable
from typing import Any

from school.chores.models import READ
from school.chores.names import CHORES
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.queue.reading import Job


def own_tasks(user: Any) -> list[str]:
    """The tasks that are somebody's business."""
    return [
        task for task, one in CHORES.items() if one.right and user.has_perm(one.right)
    ]


def seen_tasks(user: Any) -> list[str] | None:
    """None for whoever sees all, those too that have no name."""
    return None if user.has_perm(READ) else own_tasks(user)


def may_open(user: Any) -> bool:
    return user.has_perm(READ) or bool(own_tasks(user))


def visible(jobs: Iterable[Job], user: Any) -> list[Job]:
    seen = seen_tasks(user)
    return [job for job in jobs if seen is None or job.task in seen]


def can_change(job: Job, by: Actor) -> bool:
    chore = CHORES.get(job.task)
    if getattr(by, "is_superuser", False):
        return True
    return chore is not None and bool(chore.right) and by.has_perm(chore.right)


def check_change(job: Job, by: Actor) -> None:
    if not can_change(job, by):
        raise NotPermitted

"""Work on many things or of many kinds, where a defect in one keeps no other waiting."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def one_by_one(things: Iterable[Thing], do: Callable[[Thing], Done]) -> list[Done]:
    """Do it for each in a transaction of its own; what failed is raised at the end.

    So the queue keeps the task among those that failed, with every cause.
    """

    def alone(thing: Thing) -> Done:
        with transaction.atomic():
            return do(thing)

    return _every(partial(alone, thing) for thing in things)


def step_by_step(*steps: Callable[[], int]) -> int:
    """Work of several kinds, where a defect in one kind keeps no other from being done.

    Each step answers for its own transactions; what failed is raised at the end.
    """
    return sum(_every(steps))


def _every(works: Iterable[Callable[[], Done]]) -> list[Done]:
    done: list[Done] = []
    failed: list[Exception] = []
    for work in works:
        try:
            done.append(work())
        except Exception as error:
            logger.exception("one of many failed; the others go on")
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} failed, {len(done)} done", failed)
    return done

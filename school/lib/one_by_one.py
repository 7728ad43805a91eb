"""Work on many things or of many kinds, where a defect in one keeps no other waiting."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def one_by_one(things: Iterable[Thing], do: Callable[[Thing], Done]) -> list[Done]:
    """Do it for each in a transaction of its own; what failed is raised at the end.

    So the queue keeps the task among those that failed, with every cause.
    """
    done: list[Done] = []
    failed: list[Exception] = []
    for thing in things:
        try:
            with transaction.atomic():
                done.append(do(thing))
        except Exception as error:
            logger.exception("one of many failed; the others go on")
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} failed, {len(done)} done", failed)
    return done


def step_by_step(*steps: Callable[[], int]) -> int:
    """Work of several kinds, where a defect in one kind keeps no other from being done.

    Each step answers for its own transactions; what failed is raised at the end.
    """
    done = 0
    failed: list[Exception] = []
    for step in steps:
        try:
            done += step()
        except Exception as error:
            logger.exception("one step failed; the next goes on")
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(steps)} steps failed", failed)
    return done

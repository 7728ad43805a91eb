"""pyHanko runs an event loop, of which the thread that asks may have one under way."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(call: Callable[[], T]) -> T:
    """In this thread, where it has no loop: a thread for each call costs as much as signing."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return call()
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(call).result()

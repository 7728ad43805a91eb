"""pyHanko runs an event loop, of which the thread that asks may have one under way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(call: Callable[[], T]) -> T:
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(call).result()

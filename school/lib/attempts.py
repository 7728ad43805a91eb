"""Counting what somebody does too often, over all processes, in the cache."""

import time

from django.core.cache import cache


def take(what: str, who: str, *, most: int, seconds: int = 600) -> bool:
    """Count one attempt; False once `who` has had more than `most` within the window."""
    # The window is part of the key: counting on would push its end away.
    window = int(time.time()) // seconds
    key = f"attempts:{what}:{who}:{window}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:
        # Forgotten between the two calls.
        cache.set(key, 1, seconds)
        return True

"""Whom to phone, and how often it is tried."""

from datetime import date, timedelta
from typing import Final

# So many calls in vain, then whether she works stays unknown.
MOST_TRIES: Final = 3
# After the first and the second call in vain it is tried again so many days later.
TRY_AGAIN_AFTER: Final = (2, 5)
# After the last message she has so many days to answer by herself.
DAYS_TO_ANSWER: Final = 3
LATEST_AGAIN: Final = timedelta(days=30)


def again_on(tries: int, *, today: date) -> date | None:
    """When to call again after so many calls in vain; None if that was the last."""
    if is_last(tries):
        return None
    return today + timedelta(days=TRY_AGAIN_AFTER[tries - 1])


def is_last(tries: int) -> bool:
    return tries >= MOST_TRIES

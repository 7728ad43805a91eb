"""What every interface answers when it does not do what was asked."""

from typing import Any, Final

from ninja import Schema
from ninja.errors import HttpError


class Problem(Schema):
    """`detail`: a sentence for people."""

    detail: str


class Misfit(Schema):
    """`detail`: which part of what was sent does not fit, and why."""

    detail: list[dict[str, Any]]


# By status, for the description of each operation.
READING: Final = {401: Problem, 429: Problem}
TAKING: Final = {**READING, 400: Problem, 413: Problem, 422: Misfit}


class TooManyCalls(HttpError):
    def __init__(self) -> None:
        super().__init__(429, "Too many calls. Wait ten minutes.")


class TooLarge(HttpError):
    def __init__(self) -> None:
        super().__init__(413, "This is too large. Send it in several parts.")

"""A misspelt variable in one of the school's templates fails the test that renders it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from django.template import Context, Node
from django.template.base import FilterExpression

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# With one of these the template says itself what is shown without a value.
PREPARED = {"default", "default_if_none", "yesno"}


class Misspelt(str):
    """Django renders `string_if_invalid % variable` where a variable does not exist."""

    def __new__(cls) -> "Misspelt":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: Any) -> Any:
        frame = sys._getframe(1)
        expression, context = frame.f_locals["self"], frame.f_locals["context"]
        template = origin(frame)
        filters = {function.__name__ for function, _args in expression.filters}
        if template.is_relative_to(TEMPLATES) and not PREPARED & filters:
            raise AssertionError(f"{template}: there is no {variable}")
        return without_me(expression, context)


def without_me(expression: FilterExpression, context: Context) -> Any:
    """What the product shows there."""
    engine = context.template.engine
    me, engine.string_if_invalid = engine.string_if_invalid, ""
    try:
        return expression.resolve(context)
    finally:
        engine.string_if_invalid = me


def origin(frame: FrameType) -> Path:
    """The template whose node is being rendered, innermost first."""
    origins = (str(node.origin) for node in nodes(frame) if hasattr(node, "origin"))
    return Path(next(origins, ""))


def nodes(frame: FrameType | None) -> Iterator[Node]:
    while frame:
        if isinstance(node := frame.f_locals.get("self"), Node):
            yield node
        frame = frame.f_back

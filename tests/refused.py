"""What a verb refuses, by the code of the refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from school.lib.errors import Refusal


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code


def refused_by(
    code: str, verb: Callable[..., object], *args: Any, **kwargs: Any
) -> Refusal:
    with pytest.raises(Refusal) as caught:
        verb(*args, **kwargs)
    assert caught.value.code == code
    assert str(caught.value)
    return caught.value

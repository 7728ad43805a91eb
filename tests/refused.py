"""What a verb refuses, by the code of the refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from school.lib.errors import Refusal


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code

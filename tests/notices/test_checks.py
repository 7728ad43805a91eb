"""What `manage.py check` says about messages."""

from typing import Any

import pytest

from school.notices.checks import messages_leave_the_machine

CONSOLE, REAL = "school.lib.sms.ConsoleBackend", "school.lib.sms.MemoryBackend"


@pytest.mark.parametrize(
    ("debug", "backend", "said"),
    [
        (False, CONSOLE, ["notices.W001"]),
        (False, REAL, []),
        (True, CONSOLE, []),
    ],
)
def test_a_school_in_earnest_does_not_print_its_codes(
    settings: Any, debug: bool, backend: str, said: list[str]
) -> None:
    settings.DEBUG = settings.DEMONSTRATION = debug
    settings.SMS_BACKEND = backend
    assert [found.id for found in messages_leave_the_machine()] == said

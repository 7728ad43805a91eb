"""What nobody expected is heard of in production, too."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.log import RequireDebugFalse, RequireDebugTrue

SHUT = (RequireDebugFalse, RequireDebugTrue)


def handlers_of(name: str) -> Iterator[logging.Handler]:
    logger: logging.Logger | None = logging.getLogger(name)
    while logger:
        yield from logger.handlers
        logger = logger.parent if logger.propagate else None


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf"])
def test_errors_reach_a_stream(name: str) -> None:
    """Without a filter that looks at DEBUG: in production it would be shut."""
    heard = [
        one
        for one in handlers_of(name)
        if type(one) is logging.StreamHandler
        and not any(isinstance(each, SHUT) for each in one.filters)
    ]
    assert heard
    assert logging.getLogger(name).isEnabledFor(logging.WARNING)


@pytest.mark.django_db
def test_an_error_is_written_with_its_trace(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object) -> object:
        raise RuntimeError("out of order")

    monkeypatch.setattr("school.ui.display.theme", broken)
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert any(record.exc_info for record in caplog.records)

"""Short messages: a backend is any class with `send(phone, text)`."""

import sys
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from django.conf import settings
from django.utils.module_loading import import_string

from school.lib.masking import mask_phone
from school.lib.unsent import NotSent

__all__ = ["Backend", "NotSent", "TemplateBackend", "is_on_console", "send"]


class Backend(Protocol):
    def send(self, phone: str, text: str) -> None: ...


@runtime_checkable
class TemplateBackend(Protocol):
    """A carrier that only sends texts it has approved beforehand, filled with facts."""

    def send_as(
        self, kind: str, phone: str, text: str, facts: Mapping[str, str]
    ) -> None: ...


class ConsoleBackend:
    """Prints the message, code included, for development."""

    def send(self, phone: str, text: str) -> None:
        sys.stderr.write(f"[SMS {mask_phone(phone)}] {text}\n")
        sys.stderr.flush()


class MemoryBackend:
    """Keeps messages in `outbox`, for tests."""

    outbox: list[tuple[str, str]] = []

    def send(self, phone: str, text: str) -> None:
        self.outbox.append((phone, text))


def send(
    phone: str,
    text: str,
    *,
    kind: str = "text",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Hand `text` to the configured backend; what it raises is the caller's to retry.

    A carrier of approved texts is told what it is about, and the facts in it, too.
    """
    backend: Backend | TemplateBackend = import_string(settings.SMS_BACKEND)()
    if isinstance(backend, TemplateBackend):
        backend.send_as(kind, phone, text, facts or {})
    else:
        backend.send(phone, text)


def is_on_console() -> bool:
    """Messages are printed for the developer and reach nobody."""
    return import_string(settings.SMS_BACKEND) is ConsoleBackend

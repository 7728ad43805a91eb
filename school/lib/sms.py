"""Short messages: a backend is any class with `send(phone, text)`."""

import sys
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from school.lib.masking import mask_phone


class NotSent(Exception):
    """What a backend raises when the message did not leave; trying again may help."""


class Backend(Protocol):
    def send(self, phone: str, text: str) -> None: ...


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


def send(phone: str, text: str) -> None:
    """Hand `text` to the configured backend; what it raises is the caller's to retry."""
    backend: Backend = import_string(settings.SMS_BACKEND)()
    backend.send(phone, text)


def is_on_console() -> bool:
    """Messages are printed for the developer and reach nobody."""
    return import_string(settings.SMS_BACKEND) is ConsoleBackend

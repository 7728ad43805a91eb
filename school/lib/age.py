"""The one door to pyrage: files locked to a public key, in the format age (age-encryption.org).

Whoever holds the private key opens them with the program `age` too, without this school.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, Any, Protocol

import pyrage

PIECE = 256 * 1024


class Unreadable(ValueError):
    """Not what was locked once: cut short, changed, or never a locked file."""


class WrongKey(ValueError):
    """Locked to another key, or no key at all."""


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Noting:
    """Keeps what went wrong in a stream, of which the library tells the words alone."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        return self._noted(self.stream.read, size)

    def write(self, piece: bytes) -> int:
        return self._noted(self.stream.write, piece)

    def flush(self) -> None:
        self._noted(self.stream.flush)

    def _noted(self, step: Callable[..., Any], *args: Any) -> Any:
        try:
            return step(*args)
        except Exception as error:
            self.error = error
            raise


def make_pair() -> tuple[str, str]:
    """A public key, which locks, and the private one, which opens."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def is_public_key(text: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def lock(source: Source, target: IO[bytes], *, to: str) -> None:
    """Read `source` to its end and write it locked, a little at a time."""
    read, written = _Noting(source), _Noting(target)
    recipient = pyrage.x25519.Recipient.from_str(to)
    try:
        pyrage.encrypt_io(read, written, [recipient])
    except (pyrage.EncryptError, OSError):
        if error := read.error or written.error:
            raise error from None
        raise


@contextmanager
def unlocked(locked: IO[bytes], *, key: str) -> Iterator[IO[bytes]]:
    """What was locked, to be read once from its beginning.

    That it is whole is known at the end alone: nothing that was read may be believed
    before this closes without an error.
    """
    try:
        identity = pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError:
        raise WrongKey from None
    read_end, write_end = os.pipe()
    with ThreadPoolExecutor(1) as pool, os.fdopen(read_end, "rb") as plain:
        pouring = pool.submit(_pour, locked, write_end, identity)
        try:
            yield plain
            while plain.read(PIECE):
                pass
        except Exception:
            plain.close()
            trouble = pouring.exception()
            # A reader that gives up breaks the pipe; that is its own trouble.
            if trouble is None or isinstance(trouble, BrokenPipeError):
                raise
            raise trouble from None
        pouring.result()


def _pour(locked: IO[bytes], write_end: int, identity: Any) -> None:
    with os.fdopen(write_end, "wb") as plain:
        read, written = _Noting(locked), _Noting(plain)
        try:
            pyrage.decrypt_io(read, written, [identity])
        except (pyrage.DecryptError, OSError) as error:
            if cause := read.error or written.error:
                raise cause from None
            if "No matching keys" in str(error):
                raise WrongKey from None
            raise Unreadable from None

"""What stops a backup or a restore, said to whoever sits at the server."""

import errno
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from school.lib import age


class Trouble(Exception):
    """A sentence: what is so, then what to do."""


@contextmanager
def told(place: Path) -> Iterator[None]:
    """A full disk and a folder that may not be written in, in words."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Trouble(
                f"The disk with {place} is full. Nothing was kept; make room and run it again."
            ) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR}:
            raise Trouble(
                f"{error.filename or place} may not be read or written: {error.strerror}."
            ) from error
        raise


@contextmanager
def opened(file: Path) -> Iterator[None]:
    """What is wrong with a backup's own bytes, in words."""
    try:
        yield
    except age.WrongKey:
        raise Trouble(
            f"This key does not open {file.name}: it was made for another key. Nothing was changed."
        ) from None
    except age.Unreadable:
        raise Trouble(
            f"{file.name} is cut short or a byte of it was changed. Nothing was changed "
            "here; take another copy of it, or the backup before."
        ) from None
    except FileNotFoundError as error:
        raise Trouble(f"{error.filename} is not there.") from None
    except (tarfile.TarError, FileExistsError, KeyError, TypeError, ValueError):
        raise foreign(file) from None


def foreign(file: Path) -> Trouble:
    return Trouble(f"{file.name} was not made by this school's backup.")

"""Opens a ZIP file that somebody has sent in: measured before anything of it is unpacked."""

import io
import stat
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

ENCRYPTED = 0x1
# An unknown way of packing is a RuntimeError too.
BROKEN = (BadZipFile, EOFError, OSError, RuntimeError, zlib.error)


class Unreadable(ValueError):
    """No ZIP file, one that is cut off, or one that is locked with a password."""


class TooLarge(Unreadable):
    """Unpacked, it would fill the memory."""


class Outside(Unreadable):
    """A file in it would lie outside the folder that it is unpacked to."""


class Archive:
    """The files of an archive, each unpacked when it is asked for."""

    def __init__(self, data: bytes, *, most_files: int, most_bytes: int) -> None:
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (*BROKEN, ValueError) as error:
            raise Unreadable from error
        found = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(found) > most_files or sum(one.file_size for one in found) > most_bytes:
            raise TooLarge
        if any(one.flag_bits & ENCRYPTED for one in found):
            raise Unreadable
        for one in found:
            _inside(one)
        self._sizes = {one.filename: one.file_size for one in found}
        self.names = frozenset(self._sizes)

    def read(self, name: str, *, most: int | None = None) -> bytes:
        """Never more than the directory of the archive said."""
        if most is not None and self._sizes.get(name, 0) > most:
            raise TooLarge
        try:
            return self._zip.read(name)
        except (*BROKEN, KeyError, ValueError) as error:
            raise Unreadable from error


def _inside(one: ZipInfo) -> None:
    parts = one.filename.replace("\\", "/").split("/")
    is_link = stat.S_ISLNK(one.external_attr >> 16)
    if is_link or ".." in parts or not parts[0] or ":" in parts[0]:
        raise Outside

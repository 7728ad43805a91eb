"""A backup's inside: a tar of the manifest, the database, every file, and the list of files.

The list comes last, because what the files are is known once they have been read.
"""

import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

from school.backups.facts import Manifest

MANIFEST, DATABASE, FILES = "manifest.json", "database", "files.jsonl"
PIECE: Final = 256 * 1024


class Packed:
    """The tar, made while it is read: however large the school, little of it is in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""

    def read(self, size: int, /) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        taken, self._left = self._left[:size], self._left[size:]
        return taken


def packed(
    manifest: Manifest, database: Path, folders: Mapping[str, Path]
) -> Iterator[bytes]:
    told = json.dumps(manifest.as_json()).encode()
    yield from _header(MANIFEST, len(told))
    yield from _padded(told)
    with database.open("rb") as file:
        yield from _member(DATABASE, file)
    with TemporaryFile() as listing:
        for name, path in _files(folders):
            yield from _listed(name, path, listing)
        listing.seek(0)
        yield from _member(FILES, listing)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _files(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for folder, root in folders.items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{folder}/{path.relative_to(root).as_posix()}", path


def _listed(name: str, path: Path, listing: IO[bytes]) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        # Deleted while the backup was made, as are copies of data whose time is over.
        return
    digest = sha256()
    with file:
        yield from _member(name, file, digest=digest)
        size = file.tell()
    line = {"name": name, "size": size, "sha256": digest.hexdigest()}
    listing.write(json.dumps(line).encode() + b"\n")


def _member(name: str, file: IO[bytes], *, digest: Any = None) -> Iterator[bytes]:
    size = file.seek(0, 2)
    file.seek(0)
    yield from _header(name, size, mode=os.fstat(file.fileno()).st_mode)
    left = size
    while left:
        piece = file.read(min(PIECE, left))
        if not piece:
            raise OSError(f"{name} became shorter while it was read")
        if digest is not None:
            digest.update(piece)
        left -= len(piece)
        yield piece
    yield bytes(-size % tarfile.BLOCKSIZE)


def _header(name: str, size: int, *, mode: int = 0o600) -> Iterator[bytes]:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, mode & 0o777
    yield about.tobuf(tarfile.PAX_FORMAT)


def _padded(content: bytes) -> Iterator[bytes]:
    yield content + bytes(-len(content) % tarfile.BLOCKSIZE)

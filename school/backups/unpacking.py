"""A backup laid out in a folder again, and what is off in it."""

import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from school.backups.facts import FORMAT, Manifest
from school.backups.packing import DATABASE, FILES, MANIFEST, PIECE
from school.backups.troubles import Trouble, foreign, opened, told
from school.lib import age


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`files` names the folder that the media, the keys and the anchors lie in, by name."""

    manifest: Manifest
    database: Path
    files: Path
    count: int


def unpack(file: Path, *, key: str, into: Path) -> Unpacked:
    """Every byte is authenticated when this returns, and every file is what was listed."""
    found: dict[str, tuple[int, str]] = {}
    manifest = None
    with (
        told(into),
        opened(file),
        file.open("rb") as locked,
        age.unlocked(locked, key=key) as plain,
        tarfile.open(fileobj=plain, mode="r|") as tar,
    ):
        for member in tar:
            if manifest is None:
                manifest = _manifest(tar, member)
                continue
            content = tar.extractfile(member)
            if not member.isreg() or content is None:
                raise foreign(file)
            path = into / _safe(member.name, file)
            found[member.name] = _lay(content, path)
            path.chmod(member.mode & 0o755)
    if manifest is None or DATABASE not in found or FILES not in found:
        raise foreign(file)
    del found[DATABASE], found[FILES]
    with (into / FILES).open("rb") as listing:
        off = list(_off(listing, found))
    if off:
        raise Trouble("\n".join(off))
    return Unpacked(manifest, into / DATABASE, into, len(found))


def _manifest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Manifest:
    """Looked at before anything else is unpacked: what follows may be of another kind."""
    content = tar.extractfile(member) if member.name == MANIFEST else None
    if content is None:
        raise Trouble("This file is locked with the key, but it is no backup.")
    said: dict[str, Any] = json.loads(content.read())
    if said.get("format") != FORMAT:
        raise Trouble(
            f"This backup has format {said.get('format')}, and this version of the school "
            f"reads format {FORMAT}. Take the version of the school that made it."
        )
    return Manifest.of_json(said)


def _safe(name: str, file: Path) -> PurePosixPath:
    """Whoever has the public key can make such a file: no name may lead out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise foreign(file)
    return path


def _lay(content: IO[bytes], path: Path) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with path.open("xb") as target:
        while piece := content.read(PIECE):
            digest.update(piece)
            size += target.write(piece)
    return size, digest.hexdigest()


def _off(listing: IO[bytes], found: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    named = set()
    for line in listing:
        one = json.loads(line)
        named.add(one["name"])
        if one["name"] not in found:
            yield f"{one['name']} is missing."
        elif found[one["name"]] != (one["size"], one["sha256"]):
            yield f"{one['name']} is not the file that was listed."
    for name in sorted(found.keys() - named):
        yield f"{name} was not listed."

"""Badges that carry their credential: the picture is the file that is handed on."""

import json
import re
import struct
import zlib
from collections.abc import Mapping
from typing import Any

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
PNG = b"\x89PNG\r\n\x1a\n"
# Of the header, which comes first and is of one length in every PNG.
HEADER_ENDS = len(PNG) + 12 + 13
ROOT = re.compile(r"<svg\b[^>]*>")


def bake_svg(drawing: str, credential: Mapping[str, Any]) -> str:
    """An element directly behind the root's tag holds the credential."""
    root = ROOT.search(drawing)
    if root is None or NAMESPACE in drawing:
        raise ValueError("no plain SVG")
    # In JSON the sequence can only be inside a text, where it may be escaped.
    text = written(credential).replace("]]>", "]]\\u003e")
    opened = f'{root[0][:-1]} xmlns:openbadges="{NAMESPACE}">'
    baked = f"{opened}<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"
    return drawing[: root.start()] + baked + drawing[root.end() :]


def bake_png(picture: bytes, credential: Mapping[str, Any]) -> bytes:
    """An uncompressed iTXt chunk behind the header holds the credential."""
    if not picture.startswith(PNG) or KEYWORD in picture:
        raise ValueError("no plain PNG")
    # Not compressed, in no language, without a translated keyword.
    text = KEYWORD + b"\0\0\0\0\0" + written(credential).encode()
    chunk = _chunk(b"iTXt", text)
    return picture[:HEADER_ENDS] + chunk + picture[HEADER_ENDS:]


def written(credential: Mapping[str, Any]) -> str:
    """A credential as the file that is handed on."""
    return json.dumps(credential, ensure_ascii=False, separators=(",", ":"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    length, check = struct.pack(">I", len(data)), zlib.crc32(kind + data)
    return length + kind + data + struct.pack(">I", check)

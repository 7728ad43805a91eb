"""What a sound or video file is, told by its bytes and not by its name. Pure."""

from school.lib.recordings import iso, mp3, ogg, webm
from school.lib.recordings.facts import Facts

__all__ = ["HEAD_BYTES", "Facts", "container_of", "facts_in", "facts_of", "unsaid"]

# The beginning of a file that is enough to tell what it is.
HEAD_BYTES = 64

facts_of = iso.facts_of


def container_of(head: bytes) -> str:
    """The kind of file that begins so; empty for what we take from nobody."""
    if head[4:8] == b"ftyp":
        return "iso"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "webm"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"ID3") or mp3.is_frame(head):
        return "mp3"
    return ""


def facts_in(data: bytes) -> Facts:
    """Length and size of the picture from a whole file."""
    match container_of(data[:HEAD_BYTES]):
        case "iso":
            return iso.facts_in(data)
        case "webm":
            return webm.facts_in(data)
        case "ogg":
            return Facts(ogg.seconds_in(data))
        case "mp3":
            return Facts(mp3.seconds_in(data))
    return Facts()


def unsaid(data: bytes) -> bytes:
    """A file without its words: a telephone writes there where it was.

    Those of an OGG file stay: each of its pages is sealed by a checksum.
    """
    match container_of(data[:HEAD_BYTES]):
        case "iso":
            return iso.unsaid(data)
        case "webm":
            return webm.unsaid(data)
        case "mp3":
            return mp3.unsaid(data)
    return data

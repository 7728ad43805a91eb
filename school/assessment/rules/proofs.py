"""What may be pinned to a step of a marking sheet, and how long it is kept. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from school.lib.recordings import Facts

PHOTO, CLIP, VOICE = "photo", "clip", "voice"
MEGABYTE = 1024 * 1024
LARGEST = 8 * MEGABYTE
MOST_PER_STEP = 3
LONGEST = {CLIP: 20, VOICE: 60}
# A recorder that is told to stop writes on for a moment.
SLACK = 1.5
# How a browser is told to play them, by what they are inside.
MEDIA_TYPES = {
    CLIP: {"iso": "video/mp4", "webm": "video/webm"},
    VOICE: {
        "iso": "audio/mp4",
        "webm": "audio/webm",
        "ogg": "audio/ogg",
        "mp3": "audio/mpeg",
    },
}
ENDINGS = {
    "image/jpeg": "jpg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/webm": "weba",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
}
# What is never decided on counts as decided after a year.
UNDECIDED = timedelta(days=365)


class Fault(StrEnum):
    OTHER_KIND = "other_kind"
    TOO_LONG = "too_long"


def fault_of(kind: str, container: str, facts: Facts) -> Fault | None:
    """Why a recording is not taken as a clip, or as a voice note.

    Where the file does not say how long it lasts, its size is the only limit.
    """
    has_picture = facts.width > 0
    if container not in MEDIA_TYPES[kind] or has_picture != (kind == CLIP):
        return Fault.OTHER_KIND
    if facts.seconds > LONGEST[kind] + SLACK:
        return Fault.TOO_LONG
    return None


def keep_until(
    released_at: datetime | None,
    *,
    opened_at: datetime,
    days: int,
    appeal_days: int = 0,
    is_disputed: bool = False,
) -> datetime | None:
    """When the pictures of a station are deleted; None while an appeal is open.

    Not before the last day to appeal is over, which began before they were let out.
    """
    if is_disputed:
        return None
    least = appeal_days + 1 if appeal_days else 0
    return (released_at or opened_at + UNDECIDED) + timedelta(days=max(days, least))

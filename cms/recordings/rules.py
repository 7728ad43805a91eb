"""Which recordings a lesson may hold. Pure."""

VIDEO = "video"
AUDIO = "audio"
EXTENSIONS = {
    VIDEO: ("mp4", "webm"),
    AUDIO: ("m4a", "mp3", "ogg"),
}
CONTAINERS = {
    "mp4": "iso",
    "m4a": "iso",
    "webm": "webm",
    "mp3": "mp3",
    "ogg": "ogg",
}
MIME_TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
}
MEGABYTE = 1024 * 1024
LARGEST = {VIDEO: 80 * MEGABYTE, AUDIO: 20 * MEGABYTE}


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower()

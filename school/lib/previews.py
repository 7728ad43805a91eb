"""Telling a person who opens a link from a program that draws a small picture of it."""

import re
from collections.abc import Mapping

# Cubot makes phones. Chats, networks and search engines fetch a link by themselves before anybody opens it.
AGENTS = re.compile(
    r"(?<!cu)bot\b|crawler|spider|slurp|facebookexternalhit|facebookcatalog|whatsapp"
    r"|telegram|skypeuripreview|linkpreview|link-preview|preview|embedly|iframely"
    r"|dingtalk-linkservice|larkurl|feishu-link|google-read-aloud|mediapartners"
    r"|python-requests|curl/|wget/|go-http-client|okhttp",
    re.IGNORECASE,
)
AHEAD = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")
FETCHED_AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_preview(method: str, headers: Mapping[str, str]) -> bool:
    """Nobody reads this answer, or nobody yet."""
    if method == "HEAD":
        return True
    if any(FETCHED_AHEAD.search(headers.get(name, "")) for name in AHEAD):
        return True
    return bool(AGENTS.search(headers.get("User-Agent", "")))

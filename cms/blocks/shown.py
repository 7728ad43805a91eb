"""The pictures that a page's blocks show, with their ready-made sizes fetched together."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import prefetch_related_objects


def fetch_sizes(*streams: Iterable[Any]) -> None:
    """One query for all pictures; each asks for its own otherwise."""
    images = [
        image
        for stream in streams
        for block in stream
        for image in _images(block)
        if image
    ]
    prefetch_related_objects(images, "renditions")


def _images(block: Any) -> Iterator[Any]:
    match block.block_type:
        case "picture":
            yield block.value["image"]
        case "steps":
            yield from (step.get("picture") for step in block.value["items"])
        case "check":
            yield block.value.get("picture")

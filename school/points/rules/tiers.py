"""The tiers of the integrity score."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A tier: its words and the scores it holds."""

    label: str
    least: int
    most: int


def band_of(score: int, bands: Iterable[Band]) -> Band | None:
    return next((band for band in bands if band.least <= score <= band.most), None)


def next_band(score: int, bands: Iterable[Band]) -> Band | None:
    """The nearest tier above."""
    above = [band for band in bands if band.least > score]
    return min(above, key=lambda band: band.least, default=None)

"""The middle of whole numbers. A half is rounded away from zero."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def median(values: Sequence[int]) -> int:
    ordered, middle = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[middle]
    return whole(Decimal(ordered[middle - 1] + ordered[middle]) / 2)


def whole(value: Decimal) -> int:
    """Whole fen, half away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))

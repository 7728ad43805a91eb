"""The middle and the mean of changes in pay, and how sure they are: whole fen throughout.

A half fen is rounded away from zero.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from school.lib.masking import SMALLEST
from school.lib.middles import whole

# Student's t, two-sided 95 %, by degrees of freedom: NIST/SEMATECH e-Handbook of
# Statistical Methods, 1.3.6.7.2. Between two of them the lower stands, whose interval
# is the wider.
T_95: Final = {
    **dict(
        enumerate(
            map(
                Decimal,
                [
                    "12.706",
                    "4.303",
                    "3.182",
                    "2.776",
                    "2.571",
                    "2.447",
                    "2.365",
                    "2.306",
                    "2.262",
                    "2.228",
                    "2.201",
                    "2.179",
                    "2.160",
                    "2.145",
                    "2.131",
                    "2.120",
                    "2.110",
                    "2.101",
                    "2.093",
                    "2.086",
                    "2.080",
                    "2.074",
                    "2.069",
                    "2.064",
                    "2.060",
                    "2.056",
                    "2.052",
                    "2.048",
                    "2.045",
                    "2.042",
                ],
            ),
            start=1,
        )
    ),
    40: Decimal("2.021"),
    60: Decimal("2.000"),
    100: Decimal("1.984"),
}
# Of a hundred such intervals so many may miss.
MISSES: Final = 5


def mean(values: Sequence[int]) -> int:
    return whole(Decimal(sum(values)) / len(values))


def median_between(values: Sequence[int]) -> tuple[int, int] | None:
    """The middle's 95 % interval by order statistics, which suppose nothing of the values.

    From the k-th smallest to the k-th largest, k the largest number for which chance
    leaves the middle outside at most one time in twenty (W. J. Conover, Practical
    Nonparametric Statistics, 3.2). None while fewer than five stand at or beyond its ends:
    they would be the pay of the one who gained least or most.
    """
    count = len(values)
    # `ways`: so many choices of `rank` out of all, each from the one before it.
    rank, below, ways = 0, 0, 1
    most = MISSES * 2**count
    while rank < count:
        below += ways
        if 2 * below * 100 > most:
            break
        ways = ways * (count - rank) // (rank + 1)
        rank += 1
    if rank < SMALLEST:
        return None
    ordered = sorted(values)
    return ordered[rank - 1], ordered[-rank]


def mean_between(values: Sequence[int]) -> tuple[int, int] | None:
    """The mean's 95 % interval by Student's t (NIST/SEMATECH e-Handbook, 1.3.5.2)."""
    count = len(values)
    if count < SMALLEST:
        return None
    half = t_95(count - 1) * (variance(values) / count).sqrt()
    middle = Decimal(sum(values)) / count
    return whole(middle - half), whole(middle + half)


def more_on_average(
    one: Sequence[int], other: Sequence[int]
) -> tuple[int, tuple[int, int]]:
    """By how much the first mean is above the second, and its 95 % interval by Welch.

    With his degrees of freedom, rounded down (NIST/SEMATECH e-Handbook, 1.3.5.3).
    """
    # By one division, so that a half fen is one.
    apart = sum(one) * len(other) - sum(other) * len(one)
    more = Decimal(apart) / (len(one) * len(other))
    first, second = variance(one) / len(one), variance(other) / len(other)
    both = first + second
    if not both:
        return whole(more), (whole(more), whole(more))
    parts = first * first / (len(one) - 1) + second * second / (len(other) - 1)
    half = t_95(int(both * both / parts)) * both.sqrt()
    return whole(more), (whole(more - half), whole(more + half))


def variance(values: Sequence[int]) -> Decimal:
    """Of a sample: by one less than there are."""
    count, total = len(values), sum(values)
    squares = count * sum(value * value for value in values) - total * total
    return Decimal(squares) / (count * (count - 1))


def t_95(freedom: int) -> Decimal:
    return T_95[max(known for known in T_95 if known <= freedom)]

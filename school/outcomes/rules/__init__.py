from school.outcomes.rules.averages import mean, mean_between, median_between
from school.outcomes.rules.beside import results_beside
from school.outcomes.rules.breakdown import (
    Cell,
    Count,
    Kind,
    Like,
    Line,
    Member,
    age_band,
    tables,
)
from school.outcomes.rules.costs import Cost, costs
from school.outcomes.rules.results import After, Change, Results, results
from school.outcomes.rules.rows import Answer, LeftOut, Row, why_left_out
from school.outcomes.rules.shares import Bound, Share, coverage, share

__all__ = [
    "After",
    "Answer",
    "Bound",
    "Cell",
    "Change",
    "Cost",
    "Count",
    "Kind",
    "LeftOut",
    "Like",
    "Line",
    "Member",
    "Results",
    "Row",
    "Share",
    "age_band",
    "costs",
    "coverage",
    "mean",
    "mean_between",
    "median_between",
    "results",
    "results_beside",
    "share",
    "tables",
    "why_left_out",
]

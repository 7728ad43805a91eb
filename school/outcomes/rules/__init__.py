from school.outcomes.rules.averages import (
    mean,
    mean_between,
    median_between,
    more_on_average,
)
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
from school.outcomes.rules.waited import Against, Applicant, Sum, Why, compare

__all__ = [
    "After",
    "Against",
    "Answer",
    "Applicant",
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
    "Sum",
    "Why",
    "age_band",
    "compare",
    "costs",
    "coverage",
    "mean",
    "mean_between",
    "median_between",
    "more_on_average",
    "results",
    "results_beside",
    "share",
    "tables",
    "why_left_out",
]

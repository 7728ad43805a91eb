from school.standing.models.board import BoardMonth, BoardRow
from school.standing.models.listing import ExternalListing
from school.standing.models.retraining import Retraining
from school.standing.models.standing import Standing, StandingChange

__all__ = [
    "BoardMonth",
    "BoardRow",
    "ExternalListing",
    "Retraining",
    "Standing",
    "StandingChange",
]

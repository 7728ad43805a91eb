"""What is printed of a contest."""

from django.template.loader import render_to_string

from school.assessment.contest.boards import Board
from school.assessment.contest.models import Contest
from school.lib import pdf


def ranking(contest: Contest, board: Board) -> bytes:
    """The ranking for the jury's signatures."""
    page = render_to_string(
        "assessment/contest/print/ranking.html", {"contest": contest, "board": board}
    )
    sheet = render_to_string("assessment/print/sitting.css")
    return pdf.render(page, stylesheets=[sheet])

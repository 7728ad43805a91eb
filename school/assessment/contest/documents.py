"""What is printed of a contest."""

from django.conf import settings
from django.template.loader import render_to_string

from school.assessment.contest.boards import Board
from school.assessment.contest.models import Contest, Judge
from school.lib import pdf
from school.lib.fields import in_language
from school.people.models import User


def ranking(contest: Contest, board: Board) -> bytes:
    """The ranking for the jury's signatures."""
    sheet = render_to_string("assessment/print/sitting.css")
    return pdf.render(ranking_page(contest, board), stylesheets=[sheet])


def ranking_page(contest: Contest, board: Board) -> str:
    judges = User.objects.filter(
        pk__in=Judge.objects.filter(round__contest=contest).values("user")
    )
    context = {
        "contest": contest,
        "board": board,
        "school": in_language(settings.SCHOOL_NAME),
        "rounds": contest.rounds.order_by("number"),
        "publication": contest.publications.order_by("-version").first(),
        "judges": judges.order_by("display_name", "pk"),
        "holds_names": contest.contestants.standing().filter(is_named=False).exists(),
    }
    return render_to_string("assessment/contest/print/ranking.html", context)

"""Help in the exam granted and asked for, and a question that proved wrong."""

from datetime import timedelta

from school.assessment import actions as assessment
from school.assessment.models import Accommodation, Attempt, Correction
from school.portal.demonstration.clock import at
from school.portal.demonstration.school import ClassBook, School

Kind = Accommodation.Kind


def make_fair(school: School, book: ClassBook, *, spoken: int) -> None:
    """One who has not sat yet speaks her exam; another waits for an answer."""
    speaker, asker = book.members[spoken], book.members[-1]
    with at(school.now - timedelta(hours=20)):
        assessment.grant_help(
            speaker.enrollment,
            kinds=[Kind.ORAL],
            basis=Accommodation.Basis.SPOKEN_WITH,
            by=school.registrar,
        )
        assessment.ask_help(
            asker.enrollment,
            kinds=[Kind.MORE_TIME, Kind.LARGER_TYPE],
            by=asker.trainee.user,
        )
    with at(school.now - timedelta(hours=3)):
        _doubt(school, book)


def _doubt(school: School, book: ClassBook) -> None:
    """A question that half the class had wrong; the registrar is to confirm."""
    sitting = Attempt.objects.get(enrollment=book.members[0].enrollment, number=1)
    question = sitting.papers.order_by("number")[0].question
    assessment.correct_question(
        question,
        kind=Correction.Kind.ANY_ANSWER,
        by=school.staff["editor"],
        reason="题干有歧义，两个选项都说得通",
    )

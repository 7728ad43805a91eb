"""What two classes said afterwards, without their names."""

from datetime import timedelta

from school.feedback.models import SurveyCall
from school.feedback.surveys.actions import answer
from school.feedback.surveys.rules import QUESTIONS
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import ClassBook

# Lessons, teachers, practice, time and place, would recommend; taken in turn.
SAID = ("55454", "45345", "55355", "44454", "55455", "54344", "45254", "55455")
WORDS = {
    2: "翻身和移位还想多练两次。",
    5: "八点半以后公交少，能早点下课就好了。",
    7: "听得懂，回去就能用。",
}
# So many do not answer.
SILENT = 3


def answered(classes: list[ClassBook]) -> None:
    for book in classes:
        calls = SurveyCall.objects.filter(survey__cohort=book.cohort)
        for turn, call in enumerate(list(calls.order_by("pk"))[SILENT:]):
            said = map(int, SAID[turn % len(SAID)])
            with at(on(call.survey.opened_on + timedelta(days=2), 20)):
                answer(
                    call,
                    marks=dict(zip(QUESTIONS, said, strict=True)),
                    words=WORDS.get(turn, ""),
                )

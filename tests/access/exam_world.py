"""The trainee's theory exam, and what is around it."""

from typing import TYPE_CHECKING

from school.assessment import actions
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.factories.appeals import make_appeal
from tests.factories.assessment import (
    make_assessing_cohort,
    make_picture,
    make_question,
)
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import (
    make_accommodation,
    make_correction,
    make_help_request,
    make_practised,
)
from tests.factories.people import make_trainee

if TYPE_CHECKING:
    from tests.access.world import World


def sit(world: "World") -> None:
    # On every question: whatever a paper draws, whoever has a paper is shown it.
    world.edition.questions.update(picture=make_picture())
    world.attempt = actions.start_exam(world.enrollment, by=SYSTEM)
    world.question = world.attempt.papers.get(number=1).question
    world.in_review = make_question(world.question.module, 900, status="in_review")
    _fair(world)


def _fair(world: "World") -> None:
    """What is granted and asked for, and a question that proved wrong."""
    world.accommodation = make_accommodation(world.enrollment, "read_aloud")
    world.help_request = make_help_request(world.enrollment)
    world.correction = make_correction(world.question)
    speaker = make_enrollment(world.cohort, make_trainee("孙玉兰"))
    make_accommodation(speaker, "oral")
    assistant = world.people["assistant"]
    assert isinstance(assistant, User)
    world.oral = actions.begin_oral(speaker, by=assistant)
    world.practised = world.edition.questions.exclude(pk=world.question.pk)[0]
    make_practised(world.enrollment, world.practised)


def appeal(world: "World") -> None:
    """Against a practical of another class, given to the examiner of this one."""
    enrollment = make_enrollment(make_assessing_cohort(name="申诉班"), world.person)
    world.appeal = make_appeal(enrollment, examiner=world.marking.examiner)

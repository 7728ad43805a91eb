"""Two people at once at one appeal."""

import pytest

from school.assessment import actions
from school.assessment.models import Appeal, AppealOutcome, Practical, Result
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.models import User
from tests.assessment.test_appeals import raised
from tests.assessment.test_races import at_once
from tests.factories.appeals import fail_practical, make_appeal, make_hearer
from tests.factories.assessment import make_assessing_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

pytestmark = pytest.mark.django_db(transaction=True)


def refused(answers: list[object]) -> list[str]:
    return sorted(one.code for one in answers if isinstance(one, Refusal))


def test_an_appeal_is_heard_once_and_not_withdrawn_beside_it() -> None:
    enrollment = make_enrollment(make_assessing_cohort(), make_trainee("李春花"))
    practical = fail_practical(enrollment)
    hearer = make_hearer()
    appeal = make_appeal(enrollment, examiner=hearer)
    changes, user = raised(practical, 50), enrollment.person.user

    def hear() -> AppealOutcome:
        return actions.hear_appeal(appeal, changes=changes, words="改", by=hearer)

    answers = at_once(hear, hear, lambda: actions.withdraw_appeal(appeal, by=user))
    assert refused(answers) == ["appeal_closed", "appeal_closed"]
    heard = AppealOutcome.objects.count()
    assert Result.objects.count() == 1 + heard
    status = Appeal.objects.get().status
    assert (status == Appeal.Status.HEARD) is (heard == 1)


def test_of_two_who_would_hear_it_at_once_one_does() -> None:
    enrollment = make_enrollment(make_assessing_cohort(), make_trainee("李春花"))
    fail_practical(enrollment)
    one, other = make_hearer(), make_hearer("许考评员")
    appeal = make_appeal(enrollment, examiner=one)
    taken = actions.give_appeal(Appeal.objects.get(), examiner=other, by=SYSTEM)

    def hear(given: Appeal, by: User) -> AppealOutcome:
        return actions.hear_appeal(given, changes={}, words="不变", by=by)

    answers = at_once(lambda: hear(appeal, one), lambda: hear(taken, other))
    assert refused(answers) == ["appeal_closed"]
    assert AppealOutcome.objects.get().decided_by == other


def test_either_an_appeal_is_made_or_a_retake_opened() -> None:
    enrollment = make_enrollment(make_assessing_cohort(), make_trainee("李春花"))
    fail_practical(enrollment)
    answers = at_once(
        lambda: make_appeal(enrollment),
        lambda: actions.open_practical(enrollment, by=SYSTEM),
        lambda: make_appeal(enrollment),
    )
    assert Appeal.objects.count() + Practical.objects.filter(number=2).count() == 1
    assert len(refused(answers)) == 2

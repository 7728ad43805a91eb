from datetime import timedelta

import pytest
from django.utils import timezone

from school.attendance.models import Sheet
from school.attendance.papers.actions import print_sheet
from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from tests.factories.attendance import hold_tonight
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(starts_on=timezone.localdate(), seats=40)


@pytest.fixture
def session(cohort: Cohort) -> Session:
    """Tonight's evening, just ended."""
    return hold_tonight(cohort, begun=timedelta(minutes=146))


@pytest.fixture
def evening(cohort: Cohort) -> Session:
    """Begun two hours and twenty minutes ago: there is something to sign in to and out of."""
    return hold_tonight(cohort, begun=timedelta(minutes=140))


@pytest.fixture
def caller(cohort: Cohort, assistant: User) -> User:
    """Calls the roll of the class."""
    assign(cohort, assistant, Duty.Kind.ASSISTANT)
    return assistant


@pytest.fixture
def enrollment(cohort: Cohort, trainee: Person) -> Enrollment:
    return make_enrollment(cohort, trainee)


@pytest.fixture
def sheet(
    session: Session, enrollment: Enrollment, classmate: Person, caller: User
) -> Sheet:
    make_enrollment(session.cohort, classmate)
    return print_sheet(session, by=caller)

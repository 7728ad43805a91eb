import pytest

from school.courses import actions as courses
from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment
from school.enrollment.refusals import ResultsMissing, SeatsTaken
from school.notices.models import Notice
from school.people.models import User
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for

Status = Enrollment.Status


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=2)


@pytest.fixture
def line(cohort: Cohort) -> list[Enrollment]:
    return [apply_for(cohort) for _ in range(4)]


def statuses(line: list[Enrollment]) -> list[str]:
    for enrollment in line:
        enrollment.refresh_from_db()
    return [enrollment.status for enrollment in line]


def test_more_seats_are_offered_in_order(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    cohort.seats = 3
    courses.change(cohort, by=registrar)
    assert statuses(line)[2:] == [Status.OFFERED, Status.WAITLISTED]


def test_there_are_never_fewer_seats_than_places_taken(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    cohort.seats = 1
    with pytest.raises(SeatsTaken) as refused:
        courses.change(cohort, by=registrar)
    assert refused.value.data == {"taken": 2}
    cohort.refresh_from_db()
    assert cohort.seats == 2


def test_when_the_class_begins_the_waiting_list_closes(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    courses.start(cohort, by=registrar)
    assert statuses(line) == [Status.ENROLLED] * 2 + [Status.WITHDRAWN] * 2
    assert Notice.objects.filter(kind="waitlist_closed").count() == 2


def test_a_class_called_off_releases_everybody_with_its_reason(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    courses.cancel(cohort, by=registrar, reason="教室漏水")
    assert statuses(line) == [Status.WITHDRAWN] * 4
    notices = Notice.objects.filter(kind="class_cancelled")
    assert {notice.context["reason"] for notice in notices} == {"教室漏水"}
    assert notices.count() == 4


def test_a_class_is_not_closed_while_results_are_missing(
    cohort: Cohort, line: list[Enrollment], registrar: User
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ASSESSING)
    cohort.refresh_from_db()
    with pytest.raises(ResultsMissing) as refused:
        courses.complete(cohort, by=registrar)
    assert refused.value.data == {"count": 2}
    assert cohort.status == Cohort.Status.ASSESSING
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.ASSESSING
    actions.complete(line[0], by=registrar)
    actions.mark_not_completed(line[1], by=registrar)
    courses.complete(cohort, by=registrar)
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.COMPLETED

from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Appeal, Marking, Practical
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import User
from school.people.roles import Role
from tests.factories.assessment import credit_all, fill_sheet, sit_exam
from tests.factories.certificates import make_result
from tests.factories.people import make_user


def fail_practical(
    enrollment: Enrollment, *, points: tuple[int, ...] = (10, 45, 20)
) -> Practical:
    """Everything well but the practical, and the result is out; points of each step."""
    credit_all(enrollment)
    sit_exam(enrollment)
    practical = actions.open_practical(enrollment, by=SYSTEM)
    for place, each in zip(practical.practical_stations.all(), points, strict=True):
        for sheet in place.markings.all():
            fill_sheet(sheet, points=each)
    actions.release(enrollment.cohort, by=SYSTEM)
    enrollment.refresh_from_db()
    return Practical.objects.get(pk=practical.pk)


def make_appeal(enrollment: Enrollment, *, examiner: User | None = None) -> Appeal:
    """Against the first station of a practical that was failed, made by the trainee."""
    user = enrollment.person.user
    assert user
    practical = enrollment.practicals.first() or fail_practical(enrollment)
    first = practical.practical_stations.first()
    assert first
    appeal = actions.lodge_appeal(
        enrollment, stations=[first.station.code], words="我洗了手。", by=user
    )
    if examiner is not None:
        appeal = actions.give_appeal(appeal, examiner=examiner, by=SYSTEM)
    return appeal


def make_hearer(name: str = "宋考评员") -> User:
    """Marks, and has nothing to do with the class."""
    return make_user(display_name=name, role=Role.EXAMINER)


def appeal_about(sheet: Marking) -> Appeal:
    """As it waits to be heard by one who has no sheet there."""
    place = sheet.practical_station
    enrollment = place.practical.enrollment
    appeal = Appeal.objects.create(
        result=make_result(enrollment, practical=place.practical),
        words="我洗了手。",
        deadline=timezone.localdate(),
        lodged_at=timezone.now(),
        examiner=make_hearer(),
    )
    appeal.stations.add(place)
    return appeal

import pytest

from school.courses.models import Cohort
from school.enrollment.models import Enrollment

Stage, Status = Cohort.Status, Enrollment.Status


@pytest.mark.parametrize(
    ("stage", "status", "word"),
    [
        (Stage.ENROLLING, Status.ENROLLED, "已录取"),
        (Stage.RUNNING, Status.ENROLLED, "在读"),
        (Stage.ASSESSING, Status.ENROLLED, "在读"),
        (Stage.ASSESSING, Status.COMPLETED, "已结业"),
        (Stage.RUNNING, Status.WITHDRAWN, "已退出"),
    ],
)
def test_the_word_for_a_place_follows_the_class(
    stage: Stage, status: Status, word: str
) -> None:
    enrollment = Enrollment(cohort=Cohort(status=stage), status=status)
    assert enrollment.get_status_display() == word

"""What the confirm list must satisfy."""

from school.courses.curriculum.consistency.identity import check_prefix, check_unique
from school.courses.curriculum.problems import Report
from school.courses.curriculum.signoff import Signoff


def check_signoff(signoff: Signoff, report: Report) -> None:
    check_unique(signoff.courses, report, key="course")
    for confirm in signoff.courses:
        check_unique(confirm.points, report)
        check_prefix(confirm.points, confirm.course, report)

"""The examiners' licences, two for years and one that ends soon; whom one may not judge."""

from collections.abc import Collection
from datetime import date, timedelta

from school.assessment import actions as assessment
from school.assessment.models import Conflict, Licence
from school.courses.models import Course
from school.journal.actors import SYSTEM
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import Member, School
from school.portal.demonstration.staff import Staff

ISSUED = timedelta(days=300)
LONG, SOON = timedelta(days=420), timedelta(days=21)
WARNED = timedelta(days=9)
LICENCES = (
    ("examiner", "KP-2024-0117", LONG),
    ("second_examiner", "KP-2024-0118", LONG),
    ("third_examiner", "KP-2023-0071", SOON),
)


def licensed(
    staff: Staff, courses: Collection[Course], *, founded: date, today: date
) -> None:
    for key, number, left in LICENCES:
        licence = Licence(
            user=staff[key],
            number=number,
            issued_by="县职业技能鉴定指导中心",
            valid_from=founded - ISSUED,
            valid_until=today + left,
        )
        assessment.record_licence(licence, courses=courses, by=staff["registrar"])


def warned(school: School) -> None:
    with at(on(school.today - WARNED, 6)):
        assessment.warn_of_licences(by=SYSTEM)


def related(school: School, member: Member) -> None:
    """Said before any station is drawn, so that none of hers will be given to him."""
    with at(on(school.today - WARNED, 15)):
        assessment.declare_conflict(
            school.staff["second_examiner"],
            member.enrollment.person,
            kind=Conflict.Kind.RELATIVE,
            note="弟媳",
            by=school.registrar,
        )

"""The points of a passed course: given with its certificate, gone when it is revoked."""

from school.certificates.models import Certificate
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.points.actions import award, reverse
from school.points.models import Posting, Rule

COURSE_PASS = "T05"
COURSE = Posting.Source.COURSE


def pass_rule(edition: Edition) -> str:
    """The code of the rule by which a pass gives points: the edition may name its own."""
    return edition.points_rule or COURSE_PASS


def award_course_pass(certificate: Certificate) -> Posting | None:
    """The points for completing a course, once per course; none while no rule gives any."""
    enrollment = certificate.enrollment
    course = enrollment.cohort.edition.course
    code = pass_rule(enrollment.cohort.edition)
    if not Rule.objects.filter(code=code, is_current=True).exists():
        return None
    # Passed before by an edition with another rule: a course gives its points once.
    others = {pass_rule(edition) for edition in course.editions.all()} - {code}
    given = Posting.objects.awards().filter(
        person=enrollment.person,
        rule_code__in=others,
        source_type=COURSE,
        source_id=course.code,
    )
    if given.exists():
        return None
    return award(
        enrollment.person,
        rule_code=code,
        source_type=COURSE,
        source_id=course.code,
        by=SYSTEM,
        reason=certificate.number,
    )


def take_back_course_pass(certificate: Certificate) -> Posting | None:
    """Undo the points of a revoked certificate, unless another of the course stands."""
    person = certificate.enrollment.person
    edition = certificate.enrollment.cohort.edition
    others = Certificate.objects.filter(
        enrollment__person=person,
        enrollment__cohort__edition__course=edition.course,
        status__in=[Certificate.Status.VALID, Certificate.Status.SUSPENDED],
    ).exclude(pk=certificate.pk)
    given = Posting.objects.awards().filter(
        person=person,
        rule_code=pass_rule(edition),
        source_type=COURSE,
        source_id=edition.course.code,
    )
    posting = given.first()
    if posting is None or others.exists():
        return None
    return reverse(posting, by=SYSTEM, reason=certificate.number)

"""The points of a passed course: given with its certificate, gone when it is revoked."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from school.certificates.models import Certificate
from school.courses.models import Course, Edition
from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points.actions import award, reverse
from school.points.actions.booking import lock
from school.points.models import Posting, Rule
from school.points.sources.rules import MARK, numbered

COURSE_PASS = "T05"
COURSE = Posting.Source.COURSE
STANDING = [Certificate.Status.VALID, Certificate.Status.SUSPENDED]


def pass_rule(edition: Edition) -> str:
    """The code of the rule by which a pass gives points: the edition may name its own."""
    return edition.points_rule or COURSE_PASS


# Part of telling of the certificate: what cannot be awarded is told again later.
@transaction.atomic(savepoint=False)
def award_course_pass(certificate: Certificate) -> Posting | None:
    """The points for completing a course: once, as long as a certificate of it stands.

    What went with a revoked one comes again with the next, as `…#2` of the course; what a
    person took back stays gone. None while no rule gives any.
    """
    enrollment = certificate.enrollment
    person, course = enrollment.person, enrollment.cohort.edition.course
    code = pass_rule(enrollment.cohort.edition)
    if not Rule.objects.filter(code=code, is_current=True).exists():
        return None
    lock(person)
    given = _given(person, course)
    last = given.last()
    is_gone = last is None or _was_taken_by_machine(last)
    if not is_gone or not _standing(person, course).filter(pk=certificate.pk).exists():
        return None
    return award(
        person,
        rule_code=code,
        source_type=COURSE,
        source_id=numbered(course.code, given.filter(rule_code=code).count() + 1),
        by=SYSTEM,
        reason=certificate.number,
    )


@transaction.atomic
def take_back_course_pass(certificate: Certificate) -> Posting | None:
    """Undo the points of a revoked certificate, unless another of the course stands."""
    person = certificate.enrollment.person
    course = certificate.enrollment.cohort.edition.course
    lock(person)
    posting = _given(person, course).filter(reversed_by=None).last()
    others = _standing(person, course).exclude(pk=certificate.pk)
    if posting is None or others.exists():
        return None
    why = _("the certificate was revoked: %(number)s") % {"number": certificate.number}
    return reverse(posting, by=SYSTEM, reason=why)


def _standing(person: Person, course: Course) -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        enrollment__person=person,
        enrollment__cohort__edition__course=course,
        status__in=STANDING,
    )


def _given(person: Person, course: Course) -> QuerySet[Posting]:
    """Oldest first, taken back or not; another edition may have given by another rule."""
    codes = {COURSE_PASS, *map(pass_rule, course.editions.all())}
    return Posting.objects.filter(
        Q(source_id=course.code) | Q(source_id__startswith=f"{course.code}{MARK}"),
        person=person,
        kind=Posting.Kind.AWARD,
        rule_code__in=codes,
        source_type=COURSE,
    ).order_by("pk")


def _was_taken_by_machine(posting: Posting) -> bool:
    undone = Posting.objects.filter(reverses=posting)
    return undone.filter(actor_label=str(SYSTEM)).exists()

"""A day for a refresher on the certificates of a class, and an annual review of one of them."""

from datetime import timedelta

from school.certificates.models import Certificate, Renewal
from school.certificates.renewal.actions import renew, set_refreshers
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import ClassBook, Member, School


def suggested(school: School, book: ClassBook) -> None:
    """Said before they are issued; whoever passes the course anew has refreshed it."""
    course = book.cohort.edition.course
    with at(book.sessions[-1].ends_at + timedelta(hours=1)):
        set_refreshers(
            course,
            by=school.staff["certificate_officer"],
            is_suggested=True,
            refreshers=[course],
        )


def reviewed(school: School, member: Member) -> None:
    day = school.today - 20 * DAY
    certificate = Certificate.objects.filter(enrollment=member.enrollment).last()
    if certificate:
        with at(on(day, 15)):
            renew(
                certificate,
                by=school.registrar,
                kind=Renewal.Kind.REVIEW,
                done_on=day,
                note="到校年审：复看实操两项，健康证在有效期内",
            )

"""Applications begun for others: a relative's, a village desk's, and a company's group."""

from datetime import timedelta

from school.enrollment import outgoing
from school.enrollment.actions import decline_invitation, invite, invite_worker
from school.enrollment.models import Invitation
from school.people.models import Person, User
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import ClassBook, School

WORKERS = 4


def for_somebody_close(school: School, book: ClassBook) -> None:
    """One begun at home, one at the desk; both wait for their owner's code."""
    daughter = User.objects.get(phone=TRAINEES["running"][0])
    mother, neighbour = school.identities.some(2)
    with at(on(school.today - DAY, 18)) as moment:
        asked = invite(
            book.cohort,
            phone=mother.phone,
            name=mother.name,
            by=daughter,
            capacity=Invitation.Capacity.RELATIVE,
            relation=Invitation.Relation.FAMILY,
        )
        outgoing.send(asked, at=moment)
    with at(school.now - timedelta(minutes=20)) as moment:
        asked = invite(
            book.cohort,
            phone=neighbour.phone,
            name=neighbour.name,
            by=school.staff["village_desk"],
            capacity=Invitation.Capacity.DESK,
        )
        outgoing.send(asked, at=moment)


def for_a_company(school: School, book: ClassBook) -> None:
    """Its contact has ticked a few workers; one has said no already."""
    contact = school.staff["company_contact"]
    seen = Person.objects.shown_to_contact(contact).exclude(
        user__phone__in=[phone for phone, _name in TRAINEES.values()]
    )
    workers = seen.exclude(enrollments__cohort=book.cohort).order_by("pk")
    with at(on(school.today - DAY, 10)) as moment:
        asked = [
            invite_worker(book.cohort, worker=worker, by=contact)
            for worker in workers.select_related("user")[:WORKERS]
        ]
        for invitation in asked:
            outgoing.send(invitation, at=moment)
    with at(on(school.today - DAY, 12)):
        for invitation in asked[:1]:
            assert invitation.worker and invitation.worker.user
            decline_invitation(invitation, by=invitation.worker.user)

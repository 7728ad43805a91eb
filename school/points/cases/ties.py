"""Who is too close to a worker to decide about her: herself, kin on file, the same company."""

from collections.abc import Iterable

from django.utils import timezone

from school.assessment.assessor_facts import Facts
from school.assessment.rules.assessors import Assessor, Task, reasons_against
from school.assessment.rules.verdict import Reason
from school.people.models import Person, User


class Ties:
    """Of several accounts, read in a constant number of queries."""

    def __init__(self, users: Iterable[User]) -> None:
        self.users = {user.pk: user for user in users}
        self.facts = Facts(list(self.users))

    def against(self, user: User, person: Person) -> tuple[Reason, ...]:
        assessor = Assessor(
            user.pk,
            conflicts=self.facts.conflicts[user.pk],
            person=self.facts.persons.get(user.pk),
            companies=frozenset(self.facts.companies[user.pk]),
        )
        task = Task(
            course=0,
            on=timezone.localdate(),
            person=person.pk,
            company=person.company_id,
        )
        return reasons_against(assessor, task)

    def free(self, person: Person) -> list[User]:
        """Those whom nothing ties to her."""
        return [user for user in self.users.values() if not self.against(user, person)]


def is_tied(user: User, person: Person) -> bool:
    return bool(Ties([user]).against(user, person))

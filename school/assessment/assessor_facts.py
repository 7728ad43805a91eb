"""What is on file of examiners: licences, conflicts, companies."""

from collections import defaultdict
from collections.abc import Sequence

from school.assessment.models import Conflict, Licence
from school.assessment.rules import assessors as rules
from school.people.models import CompanyContact, Person

# What a conflict on file says in the rule's words.
TIES = {
    str(Conflict.Kind.RELATIVE.value): rules.RELATIVE,
    str(Conflict.Kind.OTHER.value): rules.KNOWN,
}


class Facts:
    """Licences, conflicts and companies of several accounts."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.licences: dict[int, list[rules.Licensed]] = defaultdict(list)
        self.conflicts: dict[int, dict[int, str]] = defaultdict(dict)
        self.companies: dict[int, set[int]] = defaultdict(set)
        self.persons: dict[int, int] = {}
        licences = Licence.objects.filter(user__in=ids).prefetch_related("courses")
        for licence in licences:
            self.licences[licence.user_id].append(_licensed(licence))
        standing = Conflict.objects.standing().filter(user__in=ids)
        for user, person, kind in standing.values_list("user", "person", "kind"):
            self.conflicts[user][person] = TIES[kind]
        own = Person.objects.filter(user__in=ids)
        for pk, user, company in own.values_list("pk", "user", "company"):
            self.persons[user] = pk
            if company:
                self.companies[user].add(company)
        contacts = CompanyContact.objects.filter(user__in=ids)
        for user, company in contacts.values_list("user", "company"):
            self.companies[user].add(company)


def _licensed(licence: Licence) -> rules.Licensed:
    return rules.Licensed(
        valid_from=licence.valid_from,
        valid_until=licence.valid_until,
        courses=frozenset(course.pk for course in licence.courses.all()),
        sheets_a_class=licence.sheets_a_class,
        sheets_a_day=licence.sheets_a_day,
    )

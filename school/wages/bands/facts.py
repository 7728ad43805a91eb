"""Who holds which certificate, and what was told of her pay: two queries, however many."""

from collections import defaultdict
from datetime import date

from django.db.models import Min, QuerySet

from school.certificates.models import Certificate
from school.people.models import Consent, ConsentText, Person
from school.wages.bands.rules import Earned, Holder, period
from school.wages.evidence.rules import Told
from school.wages.models import FollowUp, WageRecord
from school.wages.rules import comparable


def agreed() -> QuerySet[Consent]:
    """Standing consents to a text that says that pay counts in bands."""
    standing = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
    return standing.filter(text__covers_bands=True)


def has_agreed(person: Person) -> bool:
    return agreed().filter(person=person).exists()


def holders(*, on: date) -> list[Holder]:
    """Who counts on a day: certificates, towns and consents as they stand now.

    A certificate issued again certifies the same training: pay counts from the first one on.
    """
    earned = _earned(on=on)
    rows = Certificate.objects.filter(
        status=Certificate.Status.VALID,
        enrollment__person__in=agreed().values("person"),
    )
    return [
        Holder(person, course, town.strip(), since, earned.get(person, ()))
        for person, course, town, since in rows.annotate(
            first_on=Min("enrollment__certificates__issued_on")
        )
        .order_by("pk")
        .values_list(
            "enrollment__person",
            "enrollment__cohort__edition__course__code",
            "enrollment__person__town",
            "first_on",
        )
    ]


def _earned(*, on: date) -> dict[int, list[Earned]]:
    """What was told of the period; pay from before a course is another question's answer.

    So is pay without the course, which is only set beside that of who was in it.
    """
    records = WageRecord.objects.standing().filter(
        person__in=agreed().values("person"), period_end__range=period(on)
    )
    records = records.exclude(purpose=WageRecord.Purpose.BASELINE)
    waited = FollowUp.objects.of_who_waited()
    records = records.exclude(
        purpose=WageRecord.Purpose.FOLLOW_UP, enrollment__in=waited.values("enrollment")
    )
    found: dict[int, list[Earned]] = defaultdict(list)
    for record in records.select_related("objection").order_by("pk"):
        found[record.person_id].append(_read(record))
    return found


def _read(record: WageRecord) -> Earned:
    return Earned(
        Told(
            code=record.code,
            source=record.source,
            start=record.period_start,
            end=record.period_end,
            at=record.at,
            employer=record.employer,
            is_disputed=record.is_disputed,
        ),
        comparable(record.pay()),
    )

"""People with certificates who told what they earn, as many as a band takes."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from school.certificates.models import Certificate
from school.courses.models import Cohort, Course
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM, Actor
from school.people.models import Consent, ConsentText, Person
from school.wages import actions
from school.wages.bands.actions import drafted, print_of, publish_bands
from school.wages.bands.rules import period
from school.wages.models import BandPublication, PayBand, WageRecord
from school.wages.rules import Pay, add_months
from tests.factories.completion import make_certified
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee


def agree_to_bands(person: Person) -> Consent:
    """To the text in force, which says that pay counts in bands."""
    text = ConsentText.objects.filter(purpose="wages", covers_bands=True).latest("pk")
    return Consent.objects.create(person=person, text=text, given_at=timezone.now())


def last_month() -> tuple[date, date]:
    _first, last = period(timezone.localdate())
    return last.replace(day=1), last


def make_pay(
    person: Person,
    yuan: int = 5000,
    *,
    days: tuple[date, date] | None = None,
    unit: str = "month",
    basis: str = "net",
    **extra: Any,
) -> WageRecord:
    """What she earned in the last whole month, unless said."""
    return actions.record_wage(
        person,
        pay=Pay(yuan * 100, unit, basis=basis),
        period=days or last_month(),
        by=SYSTEM,
        **extra,
    )


def make_holder(
    cohort: Cohort, town: str = "青石镇", yuan: int | None = 5000, **certificate: Any
) -> Certificate:
    """One who holds the course's certificate, agreed to count, and told her pay if any."""
    person = make_trainee(town=town)
    agree_to_bands(person)
    status = Enrollment.Status.COMPLETED
    issued_on = timezone.localdate() - timedelta(days=200)
    made = make_certified(
        make_enrollment(cohort, person, status=status),
        **{"issued_on": issued_on, **certificate},
    )
    if yuan:
        make_pay(person, yuan)
    return made


def make_holders(cohort: Cohort, sizes: dict[str, int]) -> list[Certificate]:
    """So many in each town, each earning ¥100 more than the one before."""
    return [
        make_holder(cohort, town, 4000 + 100 * number)
        for town, size in sizes.items()
        for number in range(size)
    ]


def published(by: Actor = SYSTEM, **extra: Any) -> BandPublication:
    seen = print_of(drafted(on=timezone.localdate(extra.get("at"))))
    return publish_bands(seen=seen, reason="按月公布", by=by, **extra)


def make_publication(*, months_ago: int = 0) -> BandPublication:
    """One that tells of every course, put there without anybody's pay."""
    now = timezone.now()
    first, last = period(add_months(timezone.localdate(now), -months_ago))
    publication = BandPublication.objects.create(
        number=BandPublication.objects.count() + 1,
        first_day=first,
        last_day=last,
        reason="按月公布",
        actor_label="郑就业",
        at=now,
    )
    for course in Course.objects.all():
        make_bands(publication, course, "", "青石镇")
    return publication


def make_bands(publication: BandPublication, course: Course, *towns: str) -> None:
    for town in towns:
        PayBand.objects.create(
            publication=publication,
            course=course,
            town=town,
            kind=PayBand.Kind.MONTH,
            basis=PayBand.Basis.NET,
            people=23,
            middle_fen=580_000,
            low_fen=520_000,
            high_fen=650_000,
        )

"""What people with a certificate earn: published a month ago, and again of more people."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from school.people.models import Person
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import School
from school.wages import actions as wages
from school.wages.bands import rules
from school.wages.bands.actions import drafted, print_of, publish_bands
from school.wages.bands.facts import holders
from school.wages.models import WageRecord
from school.wages.rules import FEN, MONTH, Pay, add_months

MONTHLY = "每月公布一次"


def published(school: School) -> None:
    newest = school.now - timedelta(hours=1)
    today = timezone.localdate(newest)
    _publish(school, on(add_months(today, -1).replace(day=8), 10))
    _first, last = rules.period(today)
    month = last.replace(day=1)
    officer = school.staff["outcomes_officer"]
    with at(newest - timedelta(hours=3)):
        for person in _silent(today):
            wages.record_wage(
                person,
                pay=Pay((4300 + person.pk * 370 % 2100) // 50 * 50 * FEN, MONTH),
                period=(month, last),
                source=WageRecord.Source.PAYSLIP,
                by=officer,
            )
    _publish(school, newest)


def _publish(school: School, when: datetime) -> None:
    draft = drafted(on=timezone.localdate(when))
    if draft.shown:
        with at(when):
            publish_bands(
                seen=print_of(draft),
                reason=MONTHLY,
                by=school.staff["outcomes_officer"],
                at=when,
            )


def _silent(today: date) -> list[Person]:
    """Holders who agreed and of whom no pay is known; they show a payslip at the desk."""
    month = rules.period(today)[1].replace(day=1)
    found = [
        one.person
        for one in holders(on=today)
        if one.since <= month and rules.one_pay(one.earned, since=one.since) is None
    ]
    return list(Person.objects.filter(pk__in=found).order_by("pk"))

"""The results as they were published: last year's, and last month's."""

from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.tasks import print_report
from school.outcomes.rules.periods import Span, last_over
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import School


def published(school: School) -> None:
    """Each on the first morning after its period."""
    for span in (Span.YEAR, Span.MONTH):
        period = last_over(span, on=school.today)
        with at(min(on(period.next.start, 8), school.now)):
            report = freeze_report(period, by=school.staff["outcomes_officer"])
            print_report(report.pk)

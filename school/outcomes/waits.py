"""What waits of reports: a month or a year that is over and not published."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.outcomes.reports.models import FREEZE, Report
from school.outcomes.rules.periods import Period, Span, last_over
from school.people.models import User
from school.ui.waits import Source, Wait


def due(*, at: datetime) -> list[Period]:
    """The last that is over and has no report, of what the school publishes at all."""
    today, standing = timezone.localdate(at), list(Report.objects.standing())
    spans = {each.period.span for each in standing}
    last = max((each.period.end for each in standing), default=None)
    over = [last_over(span, on=today) for span in Span if span in spans]
    # What is published of a later day leaves nothing to tell of an earlier one.
    return [period for period in over if last is not None and last < period.end]


def _reports(user: User, at: datetime) -> Iterator[Wait]:
    found = due(at=at)
    yield Wait(
        len(found),
        _("Reports of results due"),
        reverse("outcomes_desk:reports"),
        since=min((period.next.start for period in found), default=None),
    )


WAITS = [Source(FREEZE, _reports)]

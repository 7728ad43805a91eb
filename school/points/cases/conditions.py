"""In which condition cases are, as far as more than their state is asked."""

from datetime import date

from django.db.models import Q

from school.points.cases import rules

OPEN = (rules.PROPOSED, rules.NOTIFIED, rules.RESPONDED, rules.APPEALED)


def to_look_at() -> Q:
    """Deducted, and what it rests on was taken back since."""
    return Q(status=rules.POSTED, recalled_at__isnull=False)


def in_motion(on: date) -> Q:
    may_appeal = Q(status=rules.POSTED, outcome="", appeal_by__gte=on)
    return Q(status__in=OPEN) | may_appeal | to_look_at()

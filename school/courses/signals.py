"""Told to higher apps inside the transaction; what a receiver raises undoes the change."""

from django.dispatch import Signal

# cohort=, by=, at=
cohort_started = Signal()
# cohort=, by=, at=
assessment_begun = Signal()
# cohort=, by=, at=, reason=
cohort_cancelled = Signal()
# cohort=, by=, at=; the receiver may refuse fewer seats than are taken.
seats_changed = Signal()

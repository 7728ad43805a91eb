"""Told to higher apps inside the transaction; what a receiver raises undoes the change."""

from django.dispatch import Signal

# cohort=, by=, at=; it takes applications.
enrollment_opened = Signal()
# cohort=, by=, at=
cohort_started = Signal()
# cohort=, by=, at=
assessment_begun = Signal()
# cohort=, by=, at=; the receiver may refuse while results are missing.
cohort_completed = Signal()
# cohort=, by=, at=, reason=
cohort_cancelled = Signal()
# session=, by=, at=, reason=, moved= (from when, and from whom); made up for (makes_up)
# or, as its status says, cancelled.
session_changed = Signal()
# sessions= (not yet written, at least one); the receiver may refuse what takes their
# room or teacher.
evenings_placed = Signal()
# cohort=, by=, at=; evenings that stood already have other dates.
replanned = Signal()
# session=, by=, at=. Not the reason: why somebody is away is not for the class.
teacher_replaced = Signal()
# cohort=, by=, at=; the receiver may refuse fewer seats than are taken.
seats_changed = Signal()
# cohort=, by=, at=; by another edition, with the evenings of that.
edition_changed = Signal()
# edition=, based_on=, by=, at=; a draft with the content of `based_on`.
edition_drafted = Signal()
# edition=, by=, at=; a draft that is thrown away with all that hangs on it.
edition_discarded = Signal()
# edition=, content= (what it says); each receiver returns a list of `soundness.Finding`.
edition_checked = Signal()
# edition=, codes= (of modules), by=, at=; the receiver may refuse what still hangs on them.
modules_removed = Signal()

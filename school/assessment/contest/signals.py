"""What a contest tells the apps above, inside the transaction."""

from django.dispatch import Signal

# contestant=, by=, at=: she took part in a contest whose results are published.
contest_entered = Signal()
# award=, by=, at=
contest_awarded = Signal()
# award=, by=, at=: a correction took the prize away.
contest_award_withdrawn = Signal()

"""What enrollment tells the apps above it."""

from django.dispatch import Signal

# Arguments: enrollment, by, at. Sent inside the transaction.
enrolled = Signal()
seat_freed = Signal()
completed = Signal()

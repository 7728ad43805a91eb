"""Sent inside the transaction with enrollment=, by=, at=; what a receiver raises undoes the change."""

from django.dispatch import Signal

enrolled = Signal()
seat_freed = Signal()
# Also in_time=: a place was given back by withdrawal, before or after the deadline for it.
place_returned = Signal()
completed = Signal()
# The class began, and she stood in its line until then.
waited_in_vain = Signal()

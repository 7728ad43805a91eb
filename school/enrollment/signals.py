"""Sent inside the transaction with enrollment=, by=, at=; what a receiver raises undoes the change."""

from django.dispatch import Signal

enrolled = Signal()
seat_freed = Signal()
completed = Signal()

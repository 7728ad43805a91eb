"""What service events tell the apps above."""

from django.dispatch import Signal

# Argument: events, those of one batch, kept in this transaction.
kept = Signal()

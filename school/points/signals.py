"""What points tells the apps above it."""

from django.dispatch import Signal

# Argument: posting, its lines written. Sent inside the transaction.
posted = Signal()

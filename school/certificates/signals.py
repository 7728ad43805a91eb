"""What certificates tells the apps above it."""

from django.dispatch import Signal

# Argument: certificate. Sent inside the transaction.
issued = Signal()
revoked = Signal()

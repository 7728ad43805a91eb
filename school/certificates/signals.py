"""What certificates tells the apps above it."""

from django.dispatch import Signal

# Argument: certificate. Sent inside the transaction.
issued = Signal()
revoked = Signal()
# Argument: external, a certificate of another body that a second person confirmed.
external_confirmed = Signal()

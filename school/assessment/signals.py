"""What assessment tells the apps above it, inside the transaction."""

from django.dispatch import Signal

# result=, by=, at=
result_decided = Signal()

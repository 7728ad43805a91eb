"""What wages tells the apps above it, inside the transaction."""

from django.dispatch import Signal

# follow_up=; the person has said whether she is in work.
follow_up_answered = Signal()

"""What a deduction case tells the apps above, inside the transaction."""

from django.dispatch import Signal

# case=
changed = Signal()

"""What the desk's own pages tell the apps above."""

from django.dispatch import Signal

# Arguments: request, rows (all of a list, as a query). Sent before the file is made.
list_taken = Signal()

"""What the desk's own pages tell the apps above."""

from django.dispatch import Signal

# Arguments: request, rows (all of a list, as a query). Sent before the file is made.
list_taken = Signal()

# Arguments: request, as it is about to be handled anew. No middleware sees it again, so
# whoever narrows by address does it here.
sent_again = Signal()

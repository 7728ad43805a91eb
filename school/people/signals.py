"""What people tells the apps above it."""

from django.dispatch import Signal

# Arguments: person, purpose (of ConsentText), by, at. Sent inside the transaction.
consent_given = Signal()
consent_withdrawn = Signal()
# Arguments: check. Sent inside the transaction.
health_check_recorded = Signal()
# Arguments: user, by, at. Sent inside the transaction.
second_factor_reset = Signal()
# Arguments: person, request. Sent where a page of people shows a whole mobile number.
number_shown = Signal()

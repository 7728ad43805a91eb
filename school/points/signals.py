"""What points tells the apps above it."""

from django.dispatch import Signal

# Argument: posting, its lines written. Sent inside the transaction.
posted = Signal()
# Argument: postings, all of them awards, of many people. Sent instead of `posted` for each.
posted_many = Signal()
# No arguments: a version of the rules came in force, with its tiers. Inside the transaction.
enacted = Signal()

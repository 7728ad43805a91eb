"""What is said besides in a line of the server's log."""

import logging


class WhoAsked(logging.Filter):
    """Names by its number the account whose request a line is about: `(account 12)`.

    Only where the request has looked already: a line is no occasion to ask the database.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        user = getattr(request, "_cached_user", None)
        account = getattr(user, "pk", None)
        said = f" (account {account})" if account else " (nobody logged in)"
        record.who = said if request else ""
        return True

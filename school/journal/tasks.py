"""What the journal's seals need from the timetable."""

from itertools import islice

from school.journal.chain import actions

# Of a chain that was made anew everything may be off: the first ones tell enough.
MOST = 20


class Tampered(Exception):
    """The journal is not as it was sealed."""


def seal_journal() -> int:
    return actions.seal_entries()


def check_journal() -> None:
    """Every night: drop the day's anchor, and fail, so that the queue shows it, with what is off.

    The anchor in any case: one finding, never to be cleared, would end them for ever.
    """
    actions.seal_entries()
    off = list(islice(actions.wrong(), MOST))
    actions.drop_anchor()
    if off:
        raise Tampered("\n".join(off))

"""Why rows of a table were not taken in, to read."""

from collections.abc import Iterable

from school.lib.tables import Reason
from school.service.refusals import SENTENCES


def in_words(reasons: Iterable[Iterable[str]]) -> list[str]:
    """Of a cell: its heading and what is wrong; of the row as a whole: a sentence."""
    return [
        str(Reason(title, code)) if title else str(SENTENCES[code])
        for title, code in reasons
    ]

"""Why rows of a table were not taken in, to read."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from school.lib.tables import Reason
from school.service.columns import COLUMNS
from school.service.refusals import SENTENCES


def in_words(reasons: Iterable[Iterable[str]]) -> list[str]:
    """Of a cell: its heading and what is wrong; of the row as a whole: a sentence."""
    return [_said(title, code) for title, code in reasons]


def _said(title: str, code: str) -> str:
    if not title:
        return str(SENTENCES[code])
    if code == "unknown_word":
        said = _("%(column)s: write one of these: %(words)s")
        return said % {"column": title, "words": _("; ").join(_words(title))}
    return str(Reason(title, code))


def _words(title: str) -> list[str]:
    """The first of those that mean the same."""
    by_meaning: dict[str, str] = {}
    for column in COLUMNS:
        if column.title == title:
            for word, meant in column.words.items():
                by_meaning.setdefault(meant, word)
    return list(by_meaning.values())

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.wages.evidence.rules import Level, level

WORDS: dict[Level, str | Promise] = {
    Level.OWN_WORD: _("her own word, nobody has checked it"),
    Level.EMPLOYER: _("the employer's word"),
    Level.PAPER: _("a payslip was seen"),
    Level.BOOKS: _("from the platform's books"),
}


def evidence(source: str) -> str:
    """In words, and its place among the levels: 2, where 4 is the best."""
    found = level(source)
    said = _("%(words)s (evidence %(level)s; %(most)s is the best)")
    return str(said) % {
        "words": WORDS[found],
        "level": int(found),
        "most": int(max(Level)),
    }

"""Item statistics in words: what a finding is called, what it means, when it is claimed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from school.assessment.rules import items
from school.assessment.rules.items import Finding

CALLED: dict[Finding, Any] = {
    Finding.NEGATIVE: _("the strong get it wrong"),
    Finding.STRONGER: _("a wrong option draws the strong"),
    Finding.TOO_HARD: _("too hard"),
    Finding.TOO_EASY: _("too easy"),
    Finding.NEVER_CHOSEN: _("an option nobody chooses"),
}
MEANT: dict[Finding, Any] = {
    Finding.NEGATIVE: _(
        "Who answers the rest of the paper well gets this one wrong more often: the key "
        "may be wrong, or the question can be read in two ways."
    ),
    Finding.STRONGER: _(
        "Of the best, more chose a wrong option than a right one: that option may be "
        "right as well."
    ),
    Finding.TOO_HARD: _(
        "Hardly more get it right than by guessing: it may not have been taught, or its "
        "words are too hard."
    ),
    Finding.TOO_EASY: _("Nearly everyone gets it right, so it tells nobody apart."),
    Finding.NEVER_CHOSEN: _(
        "A wrong option that fools nobody: write one that a beginner would choose."
    ),
}


def called(finding: Finding) -> str:
    return str(CALLED[finding])


def meant(finding: Finding) -> str:
    return str(MEANT[finding])


def limits() -> list[str]:
    """The thresholds, as they stand in the rules."""
    words = {
        "few": items.FEWEST,
        "more": items.FEWEST_TO_COMPARE,
        "easy": percent(items.TOO_EASY),
        "hard": percent(items.TOO_HARD),
        "group": percent(items.GROUP),
    }
    return [
        str(sentence) % words
        for sentence in (
            _(
                "Counted are first sittings that are handed in; whoever sits again has "
                "seen the right answers."
            ),
            _("Nothing is said of a question with fewer than %(few)s answers."),
            _("Too easy: %(easy)s or more right. Too hard: %(hard)s or fewer right."),
            _(
                "Discrimination is the correlation of this question with the rest of "
                "the same paper (point-biserial). The strong and the weak are the best "
                "and the last %(group)s by that rest. Both are judged from %(more)s "
                "answers on, and negative means: by more than one standard error."
            ),
        )
    ]


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f}%"


def signed(value: float | None) -> str:
    """A correlation, with a minus that is as wide as the plus."""
    return "–" if value is None else f"{value:+.2f}".replace("-", "−")

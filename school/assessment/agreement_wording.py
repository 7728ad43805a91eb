"""Agreement of examiners in words: what a figure says, how it is worked out, what to train."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from school.assessment.agreement import ExaminerLine, StepLine
from school.assessment.item_wording import percent
from school.assessment.rules import agreement as rules
from school.assessment.rules.agreement import Agreement, Bias

LEVELS: dict[str, Any] = {
    rules.POOR: pgettext_lazy("agreement", "low: train it"),
    rules.MODERATE: pgettext_lazy("agreement", "moderate"),
    rules.GOOD: pgettext_lazy("agreement", "good"),
}
EXPLAINED = (
    _(
        "Counted are stations of released results that two or more examiners marked "
        "blind. Whoever was called because two differed is not counted."
    ),
    _(
        "A pair is what two examiners gave one candidate for one step. Under %(few)s "
        "pairs, or sheets, nothing is said: chance would speak."
    ),
    _(
        "The same: the share of pairs in which both gave exactly the same points. Where "
        "nearly everybody gets full points, that is high by itself."
    ),
    _(
        "Kappa is what is left of the agreement when chance is taken away: 1 is "
        "complete, 0 is chance. It is Cohen's kappa, weighted linearly by points, so "
        "that one point apart counts less than ten. As examiners change from sheet to "
        "sheet, each pair is read both ways. Under 0.41 is low, from 0.61 it is good. "
        "Where all gave the same, there is none."
    ),
    _(
        "Of a critical step kappa swings when it is rarely seen. Look first at how "
        "often only one of two saw it: each of these was a third examiner's case."
    ),
    _(
        "Bias is how many points an examiner gives a whole sheet more (+) or less (−) "
        "than the others at the same station, on average, ± its standard error. It is "
        "called out beyond two of these. It does not say who is right."
    ),
)
TRAINING = (
    _(
        "A step with low agreement: watch a recording of it together, let everybody "
        "mark it alone, then compare. If they still differ, its words are to be made "
        "clearer in the next edition."
    ),
    _(
        "A critical step seen by one only: agree in a sentence what counts as seen, "
        "with one example on each side of the line."
    ),
    _(
        "An examiner who stands out: mark three candidates side by side with a "
        "colleague from the middle of the list, and talk over each difference."
    ),
)


def explained() -> list[str]:
    return [str(sentence) % {"few": rules.FEWEST} for sentence in EXPLAINED]


def training() -> list[str]:
    return [str(sentence) for sentence in TRAINING]


def kappa_of(one: Agreement) -> str:
    if not one.is_judged:
        return gettext("too few")
    if one.kappa is None:
        return gettext("all the same")
    return f"{one.kappa:.2f}".replace("-", "−")


def level_of(one: Agreement) -> str:
    return str(LEVELS.get(one.level, ""))


def bias_of(one: Bias) -> str:
    """+2.4 ± 0.8."""
    if not one.is_judged or one.mean is None or one.error is None:
        return gettext("too few")
    return f"{one.mean:+.1f} ± {one.error:.1f}".replace("-", "−")


def judged(one: Bias) -> str:
    if not one.stands_out:
        return ""
    return gettext("more generous") if (one.mean or 0) > 0 else gettext("stricter")


STEP_COLUMNS = (
    _("The step"),
    _("Station"),
    _("Pairs"),
    _("The same"),
    _("Kappa"),
    _("What it says"),
)
CRITICAL_COLUMNS = (
    _("Critical step"),
    _("Station"),
    _("Pairs"),
    _("The same"),
    _("Seen"),
    _("By one only"),
    _("Kappa"),
    _("What it says"),
)
EXAMINER_COLUMNS = (_("Examiner"), _("Sheets"), _("Bias in points"), _("What it says"))


def _seen_alike(line: StepLine) -> list[Any]:
    one = line.agreement
    return [line.text, line.station, one.pairs, percent(one.observed)]


def _judged_by(one: Agreement) -> list[Any]:
    return [kappa_of(one), level_of(one)]


def step_rows(lines: Iterable[StepLine]) -> list[list[Any]]:
    return [[*_seen_alike(line), *_judged_by(line.agreement)] for line in lines]


def critical_rows(lines: Iterable[StepLine]) -> list[list[Any]]:
    return [
        [
            *_seen_alike(line),
            line.seen,
            line.agreement.pairs - line.agreement.same,
            *_judged_by(line.agreement),
        ]
        for line in lines
    ]


def examiner_rows(lines: Iterable[ExaminerLine]) -> list[list[Any]]:
    return [
        [line.name, line.bias.sheets, bias_of(line.bias), judged(line.bias)]
        for line in lines
    ]

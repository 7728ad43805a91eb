"""How content the trainees were, in words: of a class, of the school, by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.courses.models import Cohort
from school.feedback.surveys.rules import MEANS_FROM, QUESTIONS, Shown, Tally, together
from school.feedback.surveys.told import Told as OfClass
from school.feedback.surveys.told import tallies_of
from school.feedback.surveys.words import NAMES, scale_of, tenths
from school.lib.masking import SMALLEST
from school.outcomes.facts import class_key
from school.outcomes.figures import Figure, Section
from school.outcomes.rules import Bound, Count, Kind, Line, Share
from school.outcomes.rules.costs import Key
from school.outcomes.tables import FEW, Table, TableRow, Told, name

HOW: Final = gettext_lazy(
    "The mean of the marks from 1 (bad) to 5 (very good), told without names in the three weeks after the class."
)


def by_class(cohorts: QuerySet[Cohort], *, on: date) -> dict[Key, Tally]:
    """Of each class; one that was not asked, or whose survey goes on, has nothing."""
    found = tallies_of(cohorts, on=on)
    return {
        class_key(cohort): found.get(cohort.pk, Tally())
        for cohort in cohorts.select_related("edition__course")
    }


def shown_of(
    classes: Mapping[Key, Tally], countable: frozenset[Key] = frozenset()
) -> Shown:
    """Of classes together: how many were asked only where each tells it."""
    shown = together(classes.values()).shown
    told = {key for key, tally in classes.items() if tally.is_told}
    return shown if told <= countable else replace(shown, asked=0)


def countable(classes: Mapping[Key, Tally], lines: Iterable[Line]) -> frozenset[Key]:
    """Which classes tell how many were asked, by the numbers that their table tells."""
    done = {line.key: line.cells.get(Count.COMPLETED) for line in lines}
    return frozenset(
        key
        for key, tally in classes.items()
        if (cell := done.get(key))
        and is_countable(tally.asked, cell.numerator, cell.denominator)
    )


def is_countable(asked: int, completed: int, roll: int) -> bool:
    """Whether neither those who left before the end nor those who failed are few.

    Asked were all who stayed: they follow from the roll and from those who completed.
    """
    return not any(
        0 < abs(number) < SMALLEST for number in (roll - asked, asked - completed)
    )


def section_of_all(shown: Shown, classes: int) -> list[Section]:
    """Of the school, of so many classes: the sum of those that are each told of."""
    if not shown.answers:
        return []
    coverage = _("told in %(some)s of %(all)s completed classes") % {
        "some": shown.classes,
        "all": classes,
    }
    why = _(
        "not asked, still open, or fewer than %(smallest)s answers: %(classes)s"
    ) % {
        "smallest": MEANS_FROM,
        "classes": classes - shown.classes,
    }
    return [
        Section(
            _("Satisfaction"),
            _figures(shown, coverage=coverage, distributions={}),
            left_out=[why] if shown.classes < classes else [],
            left_out_of=_("Which classes are not in it, and why"),
        )
    ]


def section_of(told: OfClass | None, completed: Share) -> Section:
    """Of one class; `completed` as its page tells it."""
    title = _("Satisfaction")
    if told is None:
        words = _("Told three weeks after the class, when nobody can answer any more.")
        return Section(title, [], empty=words)
    if not told.tally.answers:
        words = _("Not shown: fewer than %(smallest)s trainees answered.")
        return Section(title, [], empty=words % {"smallest": SMALLEST})
    if not told.tally.is_told:
        words = _(
            "%(answers)s trainees answered. Marks are shown from %(from)s answers on."
        )
        number = {"answers": told.tally.answers, "from": MEANS_FROM}
        return Section(title, [], empty=words % number)
    coverage = _("everyone who stayed to the end was asked")
    shown = told.tally.shown
    some, roll = completed.numerator or 0, completed.denominator or 0
    if completed.bound != Bound.EXACT or not is_countable(shown.asked, some, roll):
        shown = replace(shown, asked=0)
    return Section(
        title, _figures(shown, coverage=coverage, distributions=told.distributions)
    )


def _figures(
    shown: Shown,
    *,
    coverage: str,
    distributions: Mapping[str, Sequence[tuple[tuple[int, ...], int]]],
) -> list[Figure]:
    of = answered(shown)
    found = [
        *(
            Figure(
                label=str(NAMES[question]),
                value=tenths(mean),
                of=of,
                coverage=coverage,
                definition=str(HOW),
                interval=spread(question, distributions.get(question, ())),
            )
            for question, mean in zip(QUESTIONS, shown.tenths, strict=True)
        ),
    ]
    if shown.asked:
        rate = Figure(
            label=_("Response rate"),
            value=f"{shown.rate}%",
            of=of,
            coverage=coverage,
            definition=_("Those who answered, of all who were asked."),
        )
        found.append(rate)
    return found


def answered(tally: Shown) -> str:
    """How many were asked is left out where it would tell of few who left or failed."""
    if not tally.asked:
        return _("%(answers)s answered") % {"answers": tally.answers}
    return _("%(answers)s of %(asked)s answered") % {
        "answers": tally.answers,
        "asked": tally.asked,
    }


def spread(question: str, groups: Sequence[tuple[tuple[int, ...], int]]) -> str:
    """How many said what, the best first; empty where it would tell of few."""
    scale = scale_of(question)
    return " · ".join(
        f"{' / '.join(str(scale[mark - 1]) for mark in reversed(marks))} {number}"
        for marks, number in reversed(groups)
    )


def table(
    classes: Mapping[Key, Tally],
    courses: Mapping[str, str],
    countable: frozenset[Key],
) -> Table | None:
    """By course, year and class, those that are told of; the whole last."""
    groups = {key[:depth] for key in classes for depth in range(len(key) + 1)}
    told = {
        group: shown_of(
            {key: one for key, one in classes.items() if key[: len(group)] == group},
            countable,
        )
        for group in groups
    }
    keys = [key for key in sorted(told) if key and told[key].answers]
    if not keys:
        return None
    return Table(
        title=_("Satisfaction by course, year and class"),
        columns=[
            *((str(NAMES[question]), _("mean of 1 to 5")) for question in QUESTIONS),
            (_("Response rate"), _("of those asked")),
        ],
        rows=[
            TableRow(
                label=name(Kind.CLASS, key, courses),
                depth=max(len(key) - 1, 0),
                is_whole=not key,
                cells=[
                    *(Told(tenths(mean)) for mean in told[key].tenths),
                    _rate(told[key]),
                ],
            )
            for key in [*keys, ()]
        ],
        withheld=0,
        is_of_question=False,
    )


def _rate(shown: Shown) -> Told:
    return Told(f"{shown.rate}%" if shown.asked else str(FEW), answered(shown))

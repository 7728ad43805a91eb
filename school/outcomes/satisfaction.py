"""How content the trainees were, in words: of a class, of the school, by group."""

from collections.abc import Mapping, Sequence
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
from school.outcomes.rules import Kind
from school.outcomes.rules.costs import Key
from school.outcomes.tables import Table, TableRow, Told, name

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


def shown_of(classes: Mapping[Key, Tally]) -> Shown:
    return together(classes.values()).shown


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


def section_of(told: OfClass | None) -> Section:
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
    return Section(
        title,
        _figures(told.tally.shown, coverage=coverage, distributions=told.distributions),
    )


def _figures(
    shown: Shown,
    *,
    coverage: str,
    distributions: Mapping[str, Sequence[tuple[tuple[int, ...], int]]],
) -> list[Figure]:
    of = answered(shown)
    rate = Figure(
        label=_("Response rate"),
        value=f"{shown.rate}%",
        of=of,
        coverage=coverage,
        definition=_("Those who answered, of all who were asked."),
    )
    return [
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
        rate,
    ]


def answered(tally: Shown | Tally) -> str:
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


def table(classes: Mapping[Key, Tally], courses: Mapping[str, str]) -> Table | None:
    """By course, year and class, those that are told of; the whole last."""
    groups = {key[:depth] for key in classes for depth in range(len(key) + 1)}
    told = {
        group: together(
            tally for key, tally in classes.items() if key[: len(group)] == group
        )
        for group in groups
    }
    keys = [key for key in sorted(told) if key and told[key].is_told]
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
                    *(Told(tenths(told[key].tenths(one))) for one in QUESTIONS),
                    Told(f"{told[key].rate}%", answered(told[key])),
                ],
            )
            for key in [*keys, ()]
        ],
        withheld=0,
        is_of_question=False,
    )

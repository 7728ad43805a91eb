"""How content the class was, of no fewer than nine answers and nobody's by name."""

from django.utils.translation import gettext as _

from school.attendance.papers.documents import fact_columns, issuer
from school.feedback.surveys.rules import QUESTIONS
from school.feedback.surveys.told import Told
from school.feedback.surveys.words import ASKED, tenths
from school.lib.paper import Column, Paper, Table
from school.outcomes.dossier.facts import Facts
from school.outcomes.satisfaction import HOW, spread


def satisfaction(facts: Facts, told: Told) -> Paper:
    """满意度汇总: the means, and who said what only where that tells of no few."""
    tally = told.tally
    return Paper(
        title=_("Summary of how content the trainees were"),
        subject=facts.cohort.name,
        issuer=issuer(),
        facts=[
            (_("Trainees asked"), tally.asked),
            (_("Answers without names"), tally.answers),
            (_("Response rate"), f"{tally.rate}%"),
        ],
        fact_columns=fact_columns(),
        tables=[
            Table(
                [
                    Column(_("Question")),
                    Column(_("Mean of 1 to 5"), 30, "number"),
                    Column(_("How many said what"), 70),
                ],
                [
                    [
                        str(ASKED[name]),
                        tenths(tally.tenths(name)),
                        spread(name, told.distributions[name]),
                    ]
                    for name in QUESTIONS
                ],
            )
        ],
        notes=[
            str(HOW),
            _(
                "Where few said the same, or all did, it is not told how many said what. A mean that would tell what each said is not shown."
            ),
        ],
        signatures=[_("In charge"), _("Date of signing")],
    )

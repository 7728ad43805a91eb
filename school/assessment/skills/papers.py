"""The skill profile on paper."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.skills import words
from school.assessment.skills.profile import Profile, Skill
from school.lib import paper
from school.lib.fields import in_language
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.ui.templatetags.ui import full_date


def skill_profile(profile: Profile) -> bytes:
    return paper.as_pdf(_paper(profile))


def _paper(profile: Profile) -> Paper:
    done = [skill for skill in profile.skills if skill.showings]
    left = [skill for skill in profile.skills if not skill.standing.is_shown]
    tables = []
    if done:
        tables.append(Table(_shown_columns(), _shown(done), title=_("What was shown")))
    if left:
        tables.append(
            Table(_left_columns(), _left(left), title=_("What has not been shown yet"))
        )
    return Paper(
        title=_("Skill profile"),
        subject=profile.person.name,
        issuer=in_language(settings.SCHOOL_NAME),
        facts=[
            (_("Skills that she can do"), len(profile.shown)),
            (_("As of the day"), full_date(timezone.localdate())),
        ],
        fact_columns=(_("What the profile tells"), _("What it is")),
        tables=tables,
        notes=[
            words.thresholds(),
            _(
                "A later showing stands beside the former; the latest counts. This paper "
                "is no certificate."
            ),
        ],
    )


def _shown_columns() -> list[Column]:
    return [
        Column(_("Skill of the course")),
        Column(_("Day it was shown"), 29),
        Column(_("How well"), 26),
        Column(_("Steps in full"), 16, "number"),
        Column(_("Seen by whom"), 34),
        Column(_("Standards behind it"), 34),
    ]


def _shown(skills: list[Skill]) -> list[list[Value]]:
    """A row for each showing, so that a later one hides none before it."""
    return [
        [
            f"{skill.course} · {skill.station}",
            full_date(showing.at),
            words.level(showing.level),
            f"{showing.steps_in_full} / {len(showing.steps)}",
            paper.joined(words.roles(showing)),
            paper.joined(str(standard) for standard in skill.standards),
        ]
        for skill in skills
        for showing in skill.showings
    ]


def _left_columns() -> list[Column]:
    return [Column(_("Skill of the course")), Column(_("Lessons to read again"))]


def _left(skills: list[Skill]) -> list[list[Value]]:
    return [
        [
            f"{skill.course} · {skill.station}",
            # Titles hold the comma of a list.
            "；".join(str(lesson) for lesson in skill.lessons),
        ]
        for skill in skills
    ]

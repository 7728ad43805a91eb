"""Who may run a contest, and judge in it."""

from django.db.models import QuerySet

from school.assessment.contest.models import JudgeSheet
from school.journal.actors import SYSTEM, Actor
from school.people.models import User


def can_run(user: Actor) -> bool:
    return user.has_perm("assessment.run_contest")


def can_judge(user: Actor, sheet: JudgeSheet) -> bool:
    """One's own sheets, with the role of someone who marks."""
    if user == SYSTEM:
        return True
    return sheet.judge_id == user.pk and user.has_perm("assessment.mark_practical")


def may_be_judges() -> QuerySet[User]:
    """Whoever has the role of someone who marks."""
    return (
        User.objects.filter(
            is_active=True, groups__permissions__codename="mark_practical"
        )
        .distinct()
        .order_by("display_name", "pk")
    )

"""Who may run a contest, and judge in it."""

from django.db.models import QuerySet

from school.assessment.contest.models import Contest, Contestant, Judge, JudgeSheet
from school.journal.actors import SYSTEM, Actor
from school.people.models import User


def can_run(user: Actor) -> bool:
    return user.has_perm("assessment.run_contest")


def can_judge(user: Actor, sheet: JudgeSheet) -> bool:
    """One's own sheets, with the role of someone who marks."""
    if user == SYSTEM:
        return True
    return sheet.judge_id == user.pk and user.has_perm("assessment.mark_practical")


def judges_in(user: Actor, contest: Contest) -> bool:
    return Judge.objects.filter(round__contest=contest, user_id=user.pk).exists()


def competes_in(user: Actor, contest: Contest) -> bool:
    return Contestant.objects.filter(contest=contest, person__user_id=user.pk).exists()


def can_correct(user: Actor, contest: Contest) -> bool:
    """Whoever runs it, unless the marks are her own: given by her, or to her."""
    if user == SYSTEM:
        return True
    is_party = judges_in(user, contest) or competes_in(user, contest)
    return can_run(user) and not is_party


def sees_marks(user: User, contest: Contest) -> bool:
    """At the desk: who judges once all is over, who competes once all may see."""
    if contest.status == Contest.Status.PUBLISHED:
        return True
    if competes_in(user, contest):
        return False
    return contest.is_over or not judges_in(user, contest)


def may_be_judges() -> QuerySet[User]:
    """Whoever has the role of someone who marks."""
    return (
        User.objects.filter(
            is_active=True, groups__permissions__codename="mark_practical"
        )
        .distinct()
        .order_by("display_name", "pk")
    )

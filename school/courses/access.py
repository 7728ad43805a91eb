"""Who may do what with editions, classes and evenings."""

from collections.abc import Collection

from school.courses.models import Cohort, Duty, Feed, Instructor
from school.journal.actors import Actor
from school.people.models import User


def works_in(
    user: Actor, cohort: Cohort, kinds: Collection[str] = tuple(Duty.Kind.values)
) -> bool:
    """Has one of the duties `kinds` in the class (any duty where none are named)."""
    return isinstance(user, User) and (
        Duty.objects.filter(cohort=cohort, user_id=user.pk, kind__in=kinds).exists()
    )


def nurse_instructor(user: Actor) -> Instructor | None:
    """The nurse-instructor whose account this is, if it is one's."""
    if not isinstance(user, User):
        return None
    return Instructor.objects.filter(
        user_id=user.pk, kind=Instructor.Kind.NURSE
    ).first()


def can_write(user: Actor) -> bool:
    """May draft editions and change their drafts."""
    return user.has_perm("courses.change_edition")


def can_publish(user: Actor) -> bool:
    return user.has_perm("courses.publish_edition")


def can_open(user: Actor, cohort: Cohort) -> bool:
    """May take the class from one stage to the next."""
    return user.has_perm("courses.open_cohort")


def can_change(user: Actor, cohort: Cohort) -> bool:
    """May set the class up: its facts, its people."""
    return user.has_perm("courses.change_cohort")


def can_plan(user: Actor, cohort: Cohort) -> bool:
    """May plan and move its evenings."""
    return user.has_perm("courses.change_session")


def may_read_feed(feed: Feed) -> bool:
    """What its owner may not see any more, the address does not show either."""
    owner = feed.user
    if owner is None or not owner.is_active:
        return False
    return feed.cohort is None or can_open_feed(owner, feed.cohort)


def can_open_feed(user: Actor, of: User | Cohort) -> bool:
    """One's own calendar; a class's for those who plan it and those who teach in it."""
    if isinstance(of, User):
        return isinstance(user, User) and user.pk == of.pk
    return can_plan(user, of) or works_in(user, of)

"""Who may do what in the shop."""

from school.journal.actors import Actor
from school.people.access import is_self
from school.points.models import Reward
from school.points.shop.models import Redemption
from school.points.shop.stock import terms

ROLES = ("association_staff", "registrar", "dispatcher")
FULFIL = {role: f"points.fulfil_as_{role}" for role in ROLES}


def permission_for(reward: Reward) -> str:
    """The scheme names the role that settles a reward."""
    return FULFIL.get(terms(reward).role, FULFIL["association_staff"])


def can_settle(by: Actor, redemption: Redemption) -> bool:
    return by.has_perm(permission_for(redemption.reward))


def can_cancel(by: Actor, redemption: Redemption) -> bool:
    return is_self(redemption.person, by) or can_settle(by, redemption)


def settles_something(by: Actor) -> bool:
    return any(by.has_perm(permission) for permission in FULFIL.values())

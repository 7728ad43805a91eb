from django import template

from school.people.models import User
from school.points.shop import access
from school.points.shop.models import Redemption
from school.points.shop.showing import state_of

register = template.Library()
register.filter("state", state_of)


@register.filter
def can_settle(user: User, redemption: Redemption) -> bool:
    return access.can_settle(user, redemption)

from django import template

from school.people.models import User
from school.points.shop import access
from school.points.shop.models import Redemption

register = template.Library()


@register.filter
def can_settle(user: User, redemption: Redemption) -> bool:
    return access.can_settle(user, redemption)

from django import template
from django.template import Context

from school.notices.models import Notice

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int:
    """How many notices wait unread: one query, none for a visitor."""
    user = getattr(getattr(context, "request", None), "user", None)
    if user is None or not user.is_authenticated:
        return 0
    return Notice.objects.visible_to(user).unread().count()

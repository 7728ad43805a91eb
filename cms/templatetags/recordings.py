from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def lasting(seconds: float) -> str:
    """How long a recording is, in words that are read once: 48 seconds, 3 minutes."""
    if seconds < 60:
        return _("%(count)s seconds") % {"count": round(seconds)}
    return _("%(count)s minutes") % {"count": round(seconds / 60)}

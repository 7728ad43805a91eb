from typing import Any

from django import template
from django.urls import reverse
from wagtail.admin.forms.search import SearchForm

from cms.search import searches_school

register = template.Library()


@register.simple_tag(takes_context=True)
def school_search(context: Any) -> dict[str, Any]:
    """Where the first screen searches the whole school, for whoever may."""
    if not searches_school(context["request"].user):
        return {}
    return {"href": reverse("cms_desk:search"), "form": SearchForm()}

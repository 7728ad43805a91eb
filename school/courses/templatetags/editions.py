from django import template
from django.urls import reverse

from school.courses import wording
from school.courses.models import Edition
from school.courses.rules.content import Part

register = template.Library()
# Where each kind of part is written: a page of its own, or that of what holds it.
PAGES = {
    "module": "module",
    "lesson": "module",
    "station": "station",
    "item": "station",
    "critical_fail": "station",
    "facts": "facts",
    "evening": "evenings",
}

register.filter("heading", wording.heading)
register.filter("effect_of", wording.effect_of)
register.filter("title_of", wording.title_of)


@register.simple_tag
def write_url(edition: Edition, part: Part) -> str:
    name = PAGES[part.kind]
    where = [edition.course.code, edition.version]
    if name in ("module", "station"):
        where.append(part.within or part.code)
    return reverse(f"courses_desk:{name}", args=where)

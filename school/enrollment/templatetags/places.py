"""Places, for pages of the layers below: a class's own page does not know who has applied."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.explain import Published, published
from school.enrollment.models import Enrollment
from school.enrollment.places import Standing, places_of, standing
from school.enrollment.rules import Places

register = template.Library()


@register.simple_tag
def with_places(
    cohorts: Iterable[Cohort],
) -> list[tuple[Cohort, Places, Standing]]:
    """Each class with its places and how it stands, in one query for all."""
    listed = list(cohorts)
    places = places_of(listed)
    return [
        (cohort, places[cohort.pk], standing(cohort, places[cohort.pk]))
        for cohort in listed
    ]


@dataclass(frozen=True, slots=True)
class Here:
    """What the page of one class shows of its places."""

    places: Places
    standing: Standing
    # The reader's own application, where one stands.
    mine: Enrollment | None


@register.simple_tag(takes_context=True)
def places_of_class(context: Context, cohort: Cohort) -> Here:
    [(_cohort, places, how)] = with_places([cohort])
    user = getattr(context.get("request"), "user", None)
    mine = None
    if user is not None and user.is_authenticated:
        own = Enrollment.objects.filter(cohort=cohort, person__user_id=user.pk)
        mine = own.exclude(status=Enrollment.Status.WITHDRAWN).first()
    return Here(places, how, mine)


@register.inclusion_tag("enrollment/_published.html")
def published_places(cohort: Cohort, places: Places) -> dict[str, Published]:
    """Reserved places and the order of the waiting list, for everybody to read."""
    return {"published": published(cohort, places, at=timezone.now())}


@register.filter
def stage_kind(status: str) -> str:
    """The colour and shape that go with a stage's word."""
    return {
        Enrollment.Status.ENROLLED: "done",
        Enrollment.Status.COMPLETED: "done",
        Enrollment.Status.OFFERED: "attention",
        Enrollment.Status.WAITLISTED: "info",
        Enrollment.Status.NOT_COMPLETED: "attention",
    }.get(Enrollment.Status(status), "neutral")

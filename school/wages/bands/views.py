"""What people with a certificate earn: for everybody, signed in or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from school.courses.models import Course
from school.wages.bands.rules import MIDDLE_FROM, RANGE_FROM
from school.wages.bands.shown import county_bands
from school.wages.models import BandPublication

# Of those before, the last years.
BEFORE = 36


@require_safe
def bands(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """All courses of one publication, the newest unless said; how it is made."""
    newest = BandPublication.objects.newest()
    found = newest
    if number is not None:
        found = get_object_or_404(BandPublication, number=number)
    context = {
        "publication": found,
        "newest": newest,
        "is_newest": found == newest,
        "courses": county_bands(found),
        "before": BandPublication.objects.exclude(pk=found.pk)[:BEFORE]
        if found
        else [],
        "middle_from": MIDDLE_FROM,
        "range_from": RANGE_FROM,
    }
    return render(request, "wages/bands/index.html", context)


@require_safe
def course(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One course of one publication: the county, then its towns."""
    publication = get_object_or_404(BandPublication, number=number)
    shown = get_object_or_404(Course.objects.select_related("track"), slug=slug)
    rows = list(publication.bands.filter(course=shown))
    newest = BandPublication.objects.newest()
    context = {
        "publication": publication,
        "newest": newest,
        "is_newest": publication == newest,
        "course": shown,
        "ways": [
            (
                band,
                [
                    row
                    for row in rows
                    if row.town and (row.kind, row.basis) == (band.kind, band.basis)
                ],
            )
            for band in rows
            if not band.town
        ],
        "middle_from": MIDDLE_FROM,
    }
    return render(request, "wages/bands/course.html", context)

"""The desk's page of one person: who she is, how she stands, and all that happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.lib.story import Subject
from school.people.models import Person
from school.people.requests import allowed
from school.portal.story.cards import cards_of, ways
from school.portal.story.timeline import page_of, read_by, subjects_of

READ = "people.view_person"


def person(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, READ)
    people = Person.objects.select_related("user", "company")
    found = get_object_or_404(people, code=code)
    read = read_by(user, found)
    about = request.GET.get("about", "")
    about = about if about in Subject.values else ""
    before = request.GET.get("before", "")
    context = {
        "page_title": found.name,
        "page_subtitle": _("The whole story"),
        "header_icon": "user",
        "person": found,
        "ways": ways(found, user, at=timezone.now()),
        "cards": cards_of(found, user),
        "subjects": subjects_of(read),
        "about": about,
        "before": before,
        "timeline": page_of(found, user, read, about=about, before=before),
    }
    return render(request, "portal/story/person.html", context)

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from school.assessment.skills import profile_of
from school.assessment.skills.access import (
    profiles_read_by,
    reads_all,
    reads_whole,
)
from school.assessment.skills.papers import skill_profile
from school.assessment.skills.words import thresholds
from school.people.access import person_of
from school.people.models import ConsentText, Person
from school.people.requests import MemberRequest


@login_required
@require_GET
@never_cache
def own_skills(request: MemberRequest) -> HttpResponse:
    person = person_of(request.user)
    if person is None:
        return render(request, "assessment/skills/nobody.html")
    return _page(request, person)


@login_required
@require_GET
@never_cache
def skills(request: MemberRequest, code: str) -> HttpResponse:
    return _page(request, get_object_or_404(profiles_read_by(request.user), code=code))


@login_required
@require_GET
@never_cache
def skills_pdf(request: MemberRequest, code: str) -> HttpResponse:
    """For oneself and for whoever reads it by right: a company reads its screen."""
    person = get_object_or_404(profiles_read_by(request.user), code=code)
    if not reads_whole(request.user, person):
        raise Http404
    answer = HttpResponse(
        skill_profile(profile_of(person)), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="skills-{person.code}.pdf"'
    return answer


def _page(request: MemberRequest, person: Person) -> HttpResponse:
    is_own = person.user_id == request.user.pk
    is_whole = reads_whole(request.user, person)
    template = "profile.html" if is_whole else "for_company.html"
    context = {
        "profile": profile_of(person),
        "is_own": is_own,
        # Who examined her is told to nobody but those who may read every sheet.
        "tells_names": reads_all(request.user) and not is_own,
        "is_shared": is_own and person.has_consented(ConsentText.Purpose.SKILLS),
        "thresholds": thresholds(),
    }
    return render(request, f"assessment/skills/{template}", context)

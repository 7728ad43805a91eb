from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from school.assessment.access import enrollments_read_by, is_candidate
from school.assessment.appeals import standing_of
from school.assessment.by_module import modules_of
from school.assessment.proofs import on_result
from school.assessment.reports import report_on
from school.people.requests import MemberRequest


@login_required
@never_cache
def result(request: MemberRequest, code: str) -> HttpResponse:
    """What came of the assessment. Before the release: what is known already, no mark of the practical."""
    enrollment = get_object_or_404(
        enrollments_read_by(request.user).select_related(
            "person", "cohort__edition__course__track"
        ),
        code=code,
    )
    report = report_on(enrollment)
    is_own = is_candidate(request.user, enrollment)
    context = {
        "enrollment": enrollment,
        "report": report,
        "shown": on_result(report.result, request.user),
        "modules": modules_of(report.result, report.stations) if report.result else [],
        "standing": standing_of(
            report.result, is_retaking=report.is_retaking, at=timezone.now()
        )
        if is_own
        else None,
    }
    return render(request, "assessment/result.html", context)

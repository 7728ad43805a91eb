from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from school.assessment.access import pictures_read_by
from school.people.requests import MemberRequest


@login_required
@require_GET
def picture(request: MemberRequest, code: str) -> FileResponse:
    """A picture of a question, to those who are asked it: its file has no address."""
    found = get_object_or_404(pictures_read_by(request.user), code=code)
    response = FileResponse(found.file.open("rb"), content_type="image/jpeg")
    # Never changed under its code; a paper's questions come again and again.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response

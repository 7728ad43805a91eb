"""One's own sitting, and on which device it is opened."""

import re
import secrets
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment import actions
from school.assessment.models import Attempt
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib import cookies
from school.people.requests import MemberRequest

COOKIE = "exam_device"
NAME = re.compile("[0-9a-f]{16}")


def own_enrollment(request: MemberRequest, code: str) -> Enrollment:
    return get_object_or_404(
        Enrollment.objects.filter(person__user_id=request.user.pk).select_related(
            "person", "cohort__edition__course__track"
        ),
        code=code,
    )


def own_sitting(request: MemberRequest, code: str) -> Attempt:
    """One's own sitting; handed in by the clock first if its time is up."""
    attempt = get_object_or_404(
        Attempt.objects.filter(
            enrollment__person__user_id=request.user.pk
        ).select_related("enrollment__person", "enrollment__cohort__edition__course"),
        code=code,
    )
    now = timezone.now()
    if attempt.status == Attempt.Status.STARTED and attempt.is_over(at=now):
        attempt = actions.submit_exam(attempt, by=SYSTEM, at=now)
        messages.info(
            request, _("The time was up, so your paper was handed in for you.")
        )
    return attempt


def device_of(request: HttpRequest) -> str:
    """The name this browser was given; it outlives a session, and says nothing of it."""
    named = cookies.read(request, COOKIE)
    return named if NAME.fullmatch(named) else ""


def name_device(request: HttpRequest, response: HttpResponse, name: str) -> None:
    if device_of(request) != name:
        cookies.keep(response, COOKIE, name, age=timedelta(days=30))


def new_name() -> str:
    return secrets.token_hex(8)


def is_elsewhere(request: HttpRequest, attempt: Attempt) -> bool:
    return attempt.device not in ("", device_of(request))

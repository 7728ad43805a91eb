"""What waits for those who teach, examine or work at the desk."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.access import can_grant_help, waiting_for_review_by
from school.assessment.models import (
    Appeal,
    Correction,
    HelpRequest,
    JudgeSheet,
    Marking,
)
from school.assessment.oral import candidates_of
from school.attendance.models import Alert
from school.courses.access import nurse_instructor
from school.courses.models import Edition
from school.people.models import User
from school.points.cases.next_steps import waiting_for
from school.portal.waiting.thing import Waiting


def for_staff(user: User) -> list[Waiting]:
    own = [
        *_alerts(user),
        *_sheets(user),
        *_judging(user),
        *_orals(user),
        *_hearings(user),
    ]
    desk = [*_help_requests(user), *_corrections(user), *_cases(user)]
    return [*own, *desk, *_sign_offs(user), *_reviews(user)]


def _alerts(user: User) -> Iterator[Waiting]:
    waiting = Alert.objects.followed_by(user).standing()
    if count := waiting.filter(contacted_at=None).count():
        yield Waiting(
            _("Trainees to call"),
            _("%(count)s not called yet") % {"count": count},
            reverse("attendance:alerts"),
            "people",
        )


def _sheets(user: User) -> Iterator[Waiting]:
    if not user.has_perm("assessment.mark_practical"):
        return
    sheets = Marking.objects.visible_to(user).to_mark()
    if count := sheets.filter(status=Marking.Status.OPEN).count():
        yield Waiting(
            _("Marking sheets to fill in"),
            _("%(count)s left") % {"count": count},
            reverse("assessment:my_markings"),
            "list",
        )


def _judging(user: User) -> Iterator[Waiting]:
    if not user.has_perm("assessment.mark_practical"):
        return
    sheets = JudgeSheet.objects.visible_to(user).standing()
    if count := sheets.filter(status=JudgeSheet.Status.OPEN).count():
        yield Waiting(
            _("Contestants to judge"),
            _("%(count)s left") % {"count": count},
            reverse("assessment:judging"),
            "list",
        )


def _orals(user: User) -> Iterator[Waiting]:
    open_now = candidates_of(user, at=timezone.now())
    if count := sum(not one.is_done for one in open_now):
        yield Waiting(
            _("Oral exams to take down"),
            _("%(count)s left") % {"count": count},
            reverse("assessment:oral"),
            "people",
        )


def _hearings(user: User) -> Iterator[Waiting]:
    if not user.has_perm("assessment.mark_practical"):
        return
    to_hear = Appeal.objects.open().filter(examiner=user)
    for appeal in to_hear.select_related("result__enrollment__cohort"):
        yield Waiting(
            _("An appeal to hear"),
            str(appeal.result.enrollment.cohort),
            reverse("assessment:hearing", args=[appeal.code]),
            "list",
        )


def _help_requests(user: User) -> Iterator[Waiting]:
    if not can_grant_help(user):
        return
    if count := HelpRequest.objects.open().count():
        yield Waiting(
            _("Help in the exam asked for"),
            _("%(count)s wait for your answer") % {"count": count},
            reverse("assessment_desk:help_requests"),
            "people",
        )


def _corrections(user: User) -> Iterator[Waiting]:
    if count := Correction.objects.waiting_for(user).count():
        yield Waiting(
            _("Corrections of questions"),
            _("%(count)s wait for you as the second person") % {"count": count},
            reverse("assessment_desk:corrections"),
            "check",
        )


def _cases(user: User) -> Iterator[Waiting]:
    if count := len(waiting_for(user)):
        yield Waiting(
            _("Deductions and appeals"),
            _("%(count)s wait for you") % {"count": count},
            reverse("points_desk:cases"),
            "warning",
        )


def _sign_offs(user: User) -> Iterator[Waiting]:
    if nurse_instructor(user) is None:
        return
    unsigned = Edition.objects.filter(
        status=Edition.Status.PUBLISHED, signed_off_at=None
    )
    for edition in unsigned.select_related("course"):
        yield Waiting(
            _("A course edition waits for your sign-off"),
            str(edition),
            reverse("courses:sign_off", args=[edition.course.code, edition.version]),
            "check",
        )


def _reviews(user: User) -> Iterator[Waiting]:
    if count := waiting_for_review_by(user).count():
        yield Waiting(
            _("Questions to review"),
            _("%(count)s wait for a second reader") % {"count": count},
            reverse("assessment:reviews"),
            "check",
        )

"""What waits at the desk of assessment."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from school.assessment.access import current_results
from school.assessment.actions.results import to_decide
from school.assessment.evidence import standings
from school.assessment.models import (
    Appeal,
    Correction,
    HelpRequest,
    Practical,
    StrayMark,
)
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.people.models import User
from school.ui.waits import WAITING, Source, Wait, counted

Status = Enrollment.Status


def to_release() -> Counter[int]:
    """By class, on how many a decision can fall now: first results, and those of retakes."""
    assessing = Q(cohort__status=Cohort.Status.ASSESSING, status=Status.ENROLLED)
    again = Q(
        cohort__status__in=[Cohort.Status.ASSESSING, Cohort.Status.COMPLETED],
        status__in=[Status.ENROLLED, Status.NOT_COMPLETED],
        pk__in=Practical.objects.unreleased().values("enrollment"),
    )
    assessed = Enrollment.objects.filter(assessing | again)
    candidates = standings(list(assessed.select_related("person", "cohort__edition")))
    former = current_results([one.enrollment.pk for one in candidates])
    return Counter(one.enrollment.cohort_id for one in to_decide(candidates, former))


def _results(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("assessment_desk:cohorts") + f"?{WAITING}=1"
    yield Wait(to_release().total(), _("Results to release"), href)


def _help_requests(user: User, at: datetime) -> Iterator[Wait]:
    rows, label = HelpRequest.objects.open(), _("Requests for help in the exam")
    href = reverse("assessment_desk:help_requests")
    yield counted(rows, label, href, since="asked_at")


def _appeals(user: User, at: datetime) -> Iterator[Wait]:
    rows, href = Appeal.objects.visible_to(user).open(), "assessment_desk:appeals"
    yield counted(rows, _("Appeals to be heard"), reverse(href), since="lodged_at")


def _sheets(user: User, at: datetime) -> Iterator[Wait]:
    rows = StrayMark.objects.open()
    oldest = counted(rows, "", "", since="received_at").since
    yield Wait(
        rows.order_by().values("marking").distinct().count(),
        _("Sheets with marks that came too late"),
        reverse("assessment_desk:strays"),
        since=oldest,
    )


def _corrections(user: User, at: datetime) -> Iterator[Wait]:
    """What others proposed."""
    rows = Correction.objects.waiting_for(user)
    href = reverse("assessment_desk:corrections") + f"?{WAITING}=1"
    label = _("Corrections of questions to decide on")
    yield counted(rows, label, href, since="proposed_at")


WAITS = [
    Source("assessment.view_practical", _results),
    Source("assessment.release_practical", _sheets),
    Source("assessment.grant_accommodation", _help_requests),
    Source("assessment.view_appeal", _appeals),
    Source("assessment.confirm_correction", _corrections),
]

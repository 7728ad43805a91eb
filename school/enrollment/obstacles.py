"""What stands against joining a class, as the person reads it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from school.enrollment.refusals import AlreadyInCourse, CourseCompleted
from school.enrollment.rules.eligibility import Reason
from school.lib.errors import Refusal
from school.people.models import HealthCheck
from school.ui.templatetags import ui


class TooYoung(Refusal):
    code = "too_young"
    message = _(
        "%(name)s will be %(age)s on the first evening; this course takes people from "
        "%(youngest)s on. Choose another course."
    )


class TooOld(Refusal):
    code = "too_old"
    message = _(
        "%(name)s will be %(age)s on the first evening; this course takes people up to "
        "%(oldest)s. Choose another course."
    )


class PrerequisiteMissing(Refusal):
    code = "prerequisite_missing"
    message = _(
        "“%(course)s” has to be completed before this course. Take it first, or show "
        "the registrar a certificate from elsewhere."
    )


class HealthCheckMissing(Refusal):
    code = "health_check_missing"
    message = _(
        "This course asks for a %(kind)s. Show it at the desk; only its class and "
        "its last day are noted."
    )


class HealthCheckEnds(Refusal):
    code = "health_check_ends"
    message = _(
        "The health certificate on file holds through %(until)s; the class ends on "
        "%(last)s. Show a newer one at the desk."
    )


class OnHold(Refusal):
    code = "on_hold"
    message = _(
        "No place can be given at present: %(reason)s. Ask the registrar what to do."
    )


class SessionClash(Refusal):
    code = "session_clash"
    message = _(
        "%(count)s evenings fall on evenings of %(cohort)s, the first on %(first)s. "
        "Choose a class on other days."
    )


class ShiftClash(Refusal):
    code = "shift_clash"
    message = _(
        "%(count)s evenings fall into working hours, the first on %(first)s. Confirm "
        "that coming is possible all the same, or choose a class on other days."
    )


class NotEligible(Refusal):
    """Several reasons at once; each is a refusal of its own."""

    code = "not_eligible"
    message = _("%(count)s things stand against this: %(reasons)s")

    def __init__(self, reasons: Sequence[Refusal]) -> None:
        said = " ".join(str(reason) for reason in reasons)
        super().__init__(count=len(reasons), reasons=said)
        self.reasons = tuple(reasons)

    @property
    def parts(self) -> tuple[Refusal, ...]:
        return self.reasons


OF_REASON: dict[str, type[Refusal]] = {
    kind.code: kind
    for kind in (
        TooYoung,
        TooOld,
        PrerequisiteMissing,
        HealthCheckMissing,
        HealthCheckEnds,
        OnHold,
        AlreadyInCourse,
        CourseCompleted,
        SessionClash,
        ShiftClash,
    )
}


def of_reason(reason: Reason, *, name: str) -> Refusal:
    """The reason as the person reads it."""
    data = dict(reason.data)
    for key, value in data.items():
        if isinstance(value, date):
            data[key] = ui.day(value.date() if isinstance(value, datetime) else value)
    if reason.code == HealthCheckMissing.code:
        data["kind"] = HealthCheck.Kind(data["kind"]).label
    kind = OF_REASON[reason.code]
    return kind(name=name, **data) if data else kind()

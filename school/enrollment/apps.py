from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EnrollmentConfig(AppConfig):
    name = "school.enrollment"
    verbose_name = _("Enrolment")
    journal_words: ClassVar[dict[str, Any]] = {
        "accept": pgettext_lazy("journal", "accepted the place offered"),
        "admit": pgettext_lazy("journal", "admitted"),
        "arrange_places": pgettext_lazy("journal", "settled quotas and priority"),
        "apply": pgettext_lazy("journal", "applied for a class"),
        "claim_quota": pgettext_lazy("journal", "asked for a reserved place"),
        "close_waitlist": pgettext_lazy("journal", "closed the waiting list"),
        "complete": pgettext_lazy("journal", "completed a class"),
        "complete_elsewhere": pgettext_lazy(
            "journal", "closed, the course being completed in another class"
        ),
        "confirm_invitation": pgettext_lazy(
            "journal", "confirmed an application begun by another"
        ),
        "declare_shift": pgettext_lazy("journal", "declared a weekly shift"),
        "decline": pgettext_lazy("journal", "declined the place offered"),
        "decline_invitation": pgettext_lazy(
            "journal", "declined an application begun by another"
        ),
        "defer": pgettext_lazy("journal", "put a place off to a later class"),
        "demand": pgettext_lazy("journal", "said what a course asks for"),
        "drop_shift": pgettext_lazy("journal", "took a weekly shift off"),
        "end_promise": pgettext_lazy("journal", "ended the promise of a later place"),
        "expire": pgettext_lazy("journal", "let an offer expire"),
        "expire_invitation": pgettext_lazy(
            "journal", "let an application on behalf run out"
        ),
        "invite": pgettext_lazy("journal", "began an application for another"),
        "lift_hold": pgettext_lazy("journal", "lifted a hold on enrolment"),
        "mark_not_completed": pgettext_lazy("journal", "noted as not completed"),
        "move_in": pgettext_lazy("journal", "took a place changed for another"),
        "offer": pgettext_lazy("journal", "offered a place"),
        "place_hold": pgettext_lazy("journal", "put a hold on enrolment"),
        "record_prior_certificate": pgettext_lazy(
            "journal", "recorded a certificate from elsewhere"
        ),
        "recognise": pgettext_lazy("journal", "settled the claim to a place"),
        "release": pgettext_lazy("journal", "released from a cancelled class"),
        "transfer": pgettext_lazy("journal", "changed to another class"),
        "withdraw_invitation": pgettext_lazy(
            "journal", "took an application on behalf back"
        ),
        "withdraw": pgettext_lazy("journal", "withdrew from a class"),
    }

    def ready(self) -> None:
        import_module("school.enrollment.receivers")

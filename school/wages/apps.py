from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WagesConfig(AppConfig):
    name = "school.wages"
    verbose_name = _("Wages")
    journal_words: ClassVar[dict[str, Any]] = {
        "answer": pgettext_lazy("journal", "answered a follow-up"),
        "call": pgettext_lazy("journal", "called about a follow-up, without an answer"),
        "baseline": pgettext_lazy("journal", "told the pay before the course"),
        "carry_baseline": pgettext_lazy("journal", "carried the pay before over"),
        "check_upload": pgettext_lazy("journal", "checked a company's pay table"),
        "correct": pgettext_lazy("journal", "corrected a wage record"),
        "enter_minimum": pgettext_lazy("journal", "entered a minimum wage"),
        "drop_upload": pgettext_lazy("journal", "dropped a company's pay table"),
        "end_upload": pgettext_lazy("journal", "finished a company's pay table"),
        "end_waited": pgettext_lazy("journal", "ended a question, as there is a place"),
        "object": pgettext_lazy("journal", "objected to a wage record"),
        "publish_bands": pgettext_lazy("journal", "published pay bands"),
        "record": pgettext_lazy("journal", "recorded a wage"),
        "step_owed": pgettext_lazy("journal", "took a step about owed pay"),
        "remind_of_owed": pgettext_lazy("journal", "told the desk of owed pay let lie"),
        "tell_owed": pgettext_lazy("journal", "told of pay that is owed"),
        "report": pgettext_lazy("journal", "reported pay for a company"),
        "forget_payslip_files": pgettext_lazy(
            "journal", "deleted the picture of a payslip"
        ),
        "hand_in_payslip": pgettext_lazy("journal", "handed in a payslip"),
        "read_payslip": pgettext_lazy("journal", "read a payslip"),
        "refuse_payslip": pgettext_lazy("journal", "could not use a payslip"),
        "withdraw_payslip": pgettext_lazy("journal", "took a payslip back"),
        "schedule": pgettext_lazy("journal", "scheduled a follow-up"),
        "take_upload": pgettext_lazy("journal", "took in a company's pay table"),
        # Nobody does it any more; older entries stay to be read.
        "unreached": pgettext_lazy("journal", "noted as not reached"),
        "answer_objection": pgettext_lazy(
            "journal", "answered an objection to a wage record"
        ),
        "unobject": pgettext_lazy("journal", "took back an objection to a wage record"),
    }

    def ready(self) -> None:
        import_module("school.wages.receivers")

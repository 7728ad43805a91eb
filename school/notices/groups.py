"""What notices are about, as people choose which of it to leave in the inbox alone."""

from typing import Any

from django.utils.translation import pgettext_lazy

GROUPS: dict[str, Any] = {
    "class": pgettext_lazy("notices about", "My classes"),
    "results": pgettext_lazy("notices about", "Results and certificates"),
    "points": pgettext_lazy("notices about", "Credit points"),
    "work": pgettext_lazy("notices about", "Questions about work and pay"),
}
RESULTS = (
    "exam_open practical_planned examining_planned help_asked "
    "correction_waits licence_expires sheet_declined marks_stray "
    "contest_entered contest_through contest_out contest_published "
    "help_answered sitting_allowed mark_corrected late_counted late_declined "
    "result_released appeal_made appeal_given appeal_answered "
    "certificate_issued certificate_changed certificate_request_waits "
    "certificate_request_answered certificate_renewed renewal_withdrawn "
    "refresher_suggested external_checked external_expires card_review"
)
STANDING = (
    "card_changed retraining_ordered retraining_passed retraining_cancelled "
    "listing_recorded listing_ended coaching_note"
)
POINTS = (
    "points_awarded points_ending points_reversed redemption_ready "
    "redemption_cancelled redemption_expired priority_begun "
    "deduction_proposed deduction_withdrawn deduction_posted "
    "deduction_decided deduction_waits deduction_appealed "
    "deduction_cause_gone deduction_looked_at deduction_goes_on "
    "deduction_reviewed award_waits "
    "award_answered deed_waits deed_answered rules_wait rules_answered "
    "rules_changed"
)
NOT_OF_CLASS = {
    **dict.fromkeys(RESULTS.split(), "results"),
    **dict.fromkeys(STANDING.split(), "points"),
    **dict.fromkeys(POINTS.split(), "points"),
    "pay_reported": "work",
    "follow_up_due": "work",
    "follow_up_waited": "work",
    "owed_pay_waits": "work",
    "owed_pay_step": "work",
    "payslip_answered": "work",
    "objection_answered": "work",
}


def group_of(kind: str) -> str:
    return NOT_OF_CLASS.get(kind, "class")

"""What each kind of notice is called."""

from typing import Any

from django.utils.translation import pgettext_lazy

NAMES: dict[str, Any] = {
    "second_factor_reset": pgettext_lazy("notice", "a second step reset"),
    "enrolled": pgettext_lazy("notice", "a place in a class"),
    "emergency_look": pgettext_lazy("notice", "your number seen in an emergency"),
    "emergency_objected": pgettext_lazy("notice", "an emergency look objected to"),
    "copy_made": pgettext_lazy("notice", "a copy of your data made at the desk"),
    "erasure_refused": pgettext_lazy("notice", "a request to be erased refused"),
    "waitlisted": pgettext_lazy("notice", "a place in the waiting line"),
    "waitlist_moved": pgettext_lazy("notice", "moving up in the waiting line"),
    "place_offered": pgettext_lazy("notice", "a place offered"),
    "offer_expired": pgettext_lazy("notice", "an offer expired"),
    "claim_answered": pgettext_lazy("notice", "an answer about a reserved place"),
    "hold_placed": pgettext_lazy("notice", "a hold on enrolment"),
    "waitlist_closed": pgettext_lazy("notice", "the waiting list closed"),
    "course_completed": pgettext_lazy("notice", "an application closed"),
    "class_cancelled": pgettext_lazy("notice", "a class cancelled"),
    "withdrawn": pgettext_lazy("notice", "a withdrawal by the school"),
    "moved": pgettext_lazy("notice", "a change of class"),
    "deferred": pgettext_lazy("notice", "a place put off"),
    "class_open": pgettext_lazy("notice", "the next class open"),
    "session_changed": pgettext_lazy("notice", "an evening changed"),
    "evening_moved": pgettext_lazy("notice", "an evening moved"),
    "evening_cancelled": pgettext_lazy("notice", "an evening cancelled"),
    "evening_given": pgettext_lazy("notice", "an evening to teach"),
    "evening_taken": pgettext_lazy("notice", "an evening taken over by a colleague"),
    "duty_over": pgettext_lazy("notice", "a class of one's own cancelled"),
    "edition_changed": pgettext_lazy("notice", "a class by another edition"),
    "attendance_alert": pgettext_lazy("notice", "absences, or hours running short"),
    "attendance_follow_up": pgettext_lazy("notice", "trainees to call"),
    "exam_open": pgettext_lazy("notice", "the theory exam open"),
    "practical_planned": pgettext_lazy("notice", "the time of one's practical"),
    "examining_planned": pgettext_lazy("notice", "an evening to examine"),
    "help_asked": pgettext_lazy("notice", "help in the exam asked for"),
    "correction_waits": pgettext_lazy("notice", "a correction of a question waiting"),
    "licence_expires": pgettext_lazy("notice", "an examiner's licence ending"),
    "sheet_declined": pgettext_lazy("notice", "sheets waiting for another examiner"),
    "contest_entered": pgettext_lazy("notice", "entered for a contest"),
    "contest_through": pgettext_lazy("notice", "taking part in the next round"),
    "contest_out": pgettext_lazy("notice", "not in the next round of a contest"),
    "contest_published": pgettext_lazy("notice", "the results of a contest"),
    "marks_stray": pgettext_lazy("notice", "marks that came too late"),
    "help_answered": pgettext_lazy("notice", "help in the exam answered"),
    "sitting_allowed": pgettext_lazy("notice", "a further sitting allowed"),
    "mark_corrected": pgettext_lazy("notice", "a mark put right"),
    "late_counted": pgettext_lazy("notice", "late answers counted"),
    "late_declined": pgettext_lazy("notice", "late answers that do not count"),
    "result_released": pgettext_lazy("notice", "a result released"),
    "appeal_made": pgettext_lazy("notice", "an appeal made"),
    "appeal_given": pgettext_lazy("notice", "an appeal to hear"),
    "appeal_answered": pgettext_lazy("notice", "an appeal heard"),
    "certificate_issued": pgettext_lazy("notice", "a certificate issued"),
    "certificate_changed": pgettext_lazy("notice", "a certificate's status changed"),
    "certificate_request_waits": pgettext_lazy(
        "notice", "certificates waiting for a second person"
    ),
    "certificate_request_answered": pgettext_lazy(
        "notice", "an answer of the second person"
    ),
    "certificate_renewed": pgettext_lazy("notice", "a certificate renewed"),
    "renewal_withdrawn": pgettext_lazy("notice", "a renewal withdrawn"),
    "refresher_suggested": pgettext_lazy("notice", "a refresher suggested"),
    "external_checked": pgettext_lazy("notice", "another body's certificate checked"),
    "external_expires": pgettext_lazy("notice", "another body's certificate ending"),
    "card_review": pgettext_lazy("notice", "a home-service card's annual review"),
    "points_awarded": pgettext_lazy("notice", "points awarded"),
    "points_ending": pgettext_lazy("notice", "points that end soon"),
    "points_reversed": pgettext_lazy("notice", "points taken back"),
    "card_changed": pgettext_lazy("notice", "another card"),
    "coaching_note": pgettext_lazy("notice", "a suggestion after a complaint"),
    "retraining_ordered": pgettext_lazy("notice", "retraining ordered"),
    "retraining_passed": pgettext_lazy("notice", "retraining passed"),
    "retraining_cancelled": pgettext_lazy("notice", "a retraining order withdrawn"),
    "listing_recorded": pgettext_lazy("notice", "an authority's list"),
    "listing_ended": pgettext_lazy("notice", "an authority's list ended"),
    "redemption_ready": pgettext_lazy("notice", "ready in the points shop"),
    "redemption_cancelled": pgettext_lazy("notice", "a redemption cancelled"),
    "redemption_expired": pgettext_lazy("notice", "a redemption not collected"),
    "priority_begun": pgettext_lazy("notice", "first choice of orders begun"),
    "deduction_proposed": pgettext_lazy(
        "notice", "a deduction proposed, to be answered"
    ),
    "deduction_withdrawn": pgettext_lazy("notice", "a deduction withdrawn"),
    "deduction_posted": pgettext_lazy("notice", "points deducted"),
    "deduction_decided": pgettext_lazy(
        "notice", "an appeal against a deduction decided"
    ),
    "deduction_waits": pgettext_lazy(
        "notice", "a deduction waiting for a second person"
    ),
    "deduction_appealed": pgettext_lazy("notice", "an appeal against a deduction"),
    "deduction_cause_gone": pgettext_lazy(
        "notice", "a deduction whose cause the platform took back"
    ),
    "deduction_looked_at": pgettext_lazy(
        "notice", "a deduction looked at again, its cause taken back"
    ),
    "deduction_goes_on": pgettext_lazy(
        "notice", "a deduction going on after its cause was taken back"
    ),
    "deduction_reviewed": pgettext_lazy(
        "notice", "a deduction looked at again without an appeal"
    ),
    "award_waits": pgettext_lazy("notice", "an award waiting for a second person"),
    "award_answered": pgettext_lazy("notice", "an award confirmed or refused"),
    "deed_waits": pgettext_lazy("notice", "a deed waiting to be confirmed"),
    "deed_answered": pgettext_lazy("notice", "a deed confirmed or refused"),
    "rules_wait": pgettext_lazy("notice", "points rules waiting for a second person"),
    "rules_answered": pgettext_lazy("notice", "points rules approved or sent back"),
    "rules_changed": pgettext_lazy("notice", "a change of the points rules"),
    "owed_pay_waits": pgettext_lazy("notice", "a worker asking for help with owed pay"),
    "owed_pay_step": pgettext_lazy("notice", "a step about owed pay"),
    "pay_reported": pgettext_lazy("notice", "pay reported by the company"),
    "survey_open": pgettext_lazy("notice", "questions about a class"),
    "follow_up_due": pgettext_lazy("notice", "a follow-up due"),
    "follow_up_waited": pgettext_lazy("notice", "a question to who got no place"),
    "payslip_answered": pgettext_lazy("notice", "a payslip read or sent back"),
    "objection_answered": pgettext_lazy("notice", "an answer about a sum you dispute"),
}

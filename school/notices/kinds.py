"""The kinds of notice: what each is told, and which of it the templates cannot do without."""

from school.notices.rules.texts import Facts

KINDS: dict[str, frozenset[str]] = {
    "enrolled": frozenset({"cohort"}),
    # To who lost her phone, or did not: who did it, and when.
    "second_factor_reset": frozenset({"name", "when"}),
    # To whose number was opened: in which role, when and why.
    "emergency_look": frozenset({"name", "when", "reason"}),
    # Somebody has looked at it again: it did not have to be.
    "emergency_objected": frozenset({"when", "reason"}),
    # The desk has a copy made of all that is held about her.
    "copy_made": frozenset({"reason"}),
    "erasure_refused": frozenset({"reason"}),
    "waitlisted": frozenset({"cohort", "position"}),
    "waitlist_moved": frozenset({"cohort", "position"}),
    "place_offered": frozenset({"cohort", "until"}),
    "offer_expired": frozenset({"cohort"}),
    # To who asked for a reserved place.
    "claim_answered": frozenset({"cohort", "reason"}),
    # To whoever has a place, or an offer that it stops.
    "hold_placed": frozenset({"cohort", "reason"}),
    "waitlist_closed": frozenset({"cohort"}),
    # Closed, as the course is completed in another class.
    "course_completed": frozenset({"cohort"}),
    "class_cancelled": frozenset({"cohort", "reason"}),
    # By the school; who withdraws herself knows.
    "withdrawn": frozenset({"cohort", "reason"}),
    # From the class `former` to the class `cohort`; to a later class that is not there yet.
    "moved": frozenset({"cohort", "former"}),
    "deferred": frozenset({"cohort", "course"}),
    # To those who put the course off.
    "class_open": frozenset({"cohort", "course"}),
    "session_changed": frozenset({"cohort"}),
    "evening_moved": frozenset({"cohort", "was_at", "starts_at", "venue"}),
    "evening_cancelled": frozenset({"cohort", "day", "starts_at"}),
    # To those who teach.
    "evening_given": frozenset({"cohort"}),
    "evening_taken": frozenset({"cohort", "teacher"}),
    "duty_over": frozenset({"cohort", "reason"}),
    # To trainees and teachers alike, before the class begins.
    "edition_changed": frozenset({"cohort", "evenings", "hours"}),
    # The alert is absent, tight, every or impossible.
    "attendance_alert": frozenset({"cohort", "alert", "needed", "left"}),
    # To those who call: how many more trainees.
    "attendance_follow_up": frozenset({"cohort", "count"}),
    "exam_open": frozenset({"cohort"}),
    # When and where the first of her stations is; none where it is put off.
    "practical_planned": frozenset({"cohort"}),
    # To examiners: their first turn, and how many.
    "examining_planned": frozenset({"cohort", "count"}),
    # To the registrars: a trainee of the class asks for help in the exam.
    "help_asked": frozenset({"cohort"}),
    # To who may decide on the correction of a question, by its code.
    "correction_waits": frozenset({"question"}),
    # To the examiner and to who keeps the licences: whose ends, and when.
    "licence_expires": frozenset({"name", "until"}),
    # To the registrars: of an examiner who knows the candidate.
    "sheet_declined": frozenset({"cohort"}),
    # To a contestant, with the number that she wears.
    "contest_entered": frozenset({"contest", "start_number"}),
    # In the round of this number she takes part.
    "contest_through": frozenset({"contest", "start_number", "round"}),
    # After the round of this number she does not go on.
    "contest_out": frozenset({"contest", "start_number", "round"}),
    "contest_published": frozenset({"contest", "start_number"}),
    # To the registrars, and to the examiner who sent them.
    "marks_stray": frozenset({"cohort", "name"}),
    # To who asked for help in the exam, or whose help ends.
    "help_answered": frozenset({"cohort"}),
    "sitting_allowed": frozenset({"cohort", "reason"}),
    # A question proved wrong; the points are on the page that needs signing in.
    "mark_corrected": frozenset({"cohort"}),
    "late_counted": frozenset({"cohort"}),
    "late_declined": frozenset({"cohort", "reason"}),
    # The result itself is on the page that needs signing in.
    "result_released": frozenset({"cohort"}),
    # To the registrars: somebody of the class appeals.
    "appeal_made": frozenset({"cohort"}),
    # To the examiner who is to hear it.
    "appeal_given": frozenset({"cohort"}),
    # To who appealed; the outcome is on the page that needs signing in.
    "appeal_answered": frozenset({"cohort"}),
    "certificate_issued": frozenset({"course", "number"}),
    # The status as its code.
    "certificate_changed": frozenset({"course", "number", "status", "day"}),
    # To who may confirm: of which class, and who asks.
    "certificate_request_waits": frozenset({"cohort", "name"}),
    # To who asked: who has answered.
    "certificate_request_answered": frozenset({"cohort", "name"}),
    # Until when a refresher is suggested.
    "certificate_renewed": frozenset({"course", "number", "until"}),
    "renewal_withdrawn": frozenset({"course", "number", "until"}),
    "refresher_suggested": frozenset({"course", "number", "until"}),
    # Of another body, by its title.
    "external_checked": frozenset({"certificate"}),
    "external_expires": frozenset({"certificate", "until"}),
    "card_review": frozenset({"until"}),
    "points_awarded": frozenset({"points", "reason"}),
    # How many, and the first and the last day until which they can be spent.
    "points_ending": frozenset({"points", "first", "last"}),
    # What the points were given for, and why they are taken back.
    "points_reversed": frozenset({"points", "reason", "why"}),
    # The card as its code: model, green, watch or red.
    "card_changed": frozenset({"card"}),
    "retraining_ordered": frozenset({"course", "reason"}),
    # Of a complaint: what it was about, and how to do it next time.
    "coaching_note": frozenset({"what"}),
    "retraining_passed": frozenset({"course"}),
    "retraining_cancelled": frozenset({"course", "reason"}),
    # An authority's decision, by whom and its number.
    "listing_recorded": frozenset({"authority", "decision"}),
    "listing_ended": frozenset({"authority", "decision", "reason"}),
    # Lies ready in the shop, through that day.
    "redemption_ready": frozenset({"reward", "until"}),
    "redemption_cancelled": frozenset({"reward", "points", "reason"}),
    "redemption_expired": frozenset({"reward", "points"}),
    # First choice of orders, through that day.
    "priority_begun": frozenset({"reward", "ends_on"}),
    # To the worker: by which rule points may be deducted, and until when she may answer.
    "deduction_proposed": frozenset({"reason", "until"}),
    "deduction_withdrawn": frozenset({"reason"}),
    # How many points, and until when she may appeal.
    "deduction_posted": frozenset({"reason", "points", "until"}),
    "deduction_decided": frozenset({"reason"}),
    # To those who may confirm it as the second person, or decide the appeal as the third.
    "deduction_waits": frozenset({"reason"}),
    "deduction_appealed": frozenset({"reason", "until"}),
    # The platform took back what it rests on: to those who look again, and to the worker.
    "deduction_cause_gone": frozenset({"reason"}),
    "deduction_looked_at": frozenset({"reason"}),
    "deduction_goes_on": frozenset({"reason"}),
    # Without an appeal of hers.
    "deduction_reviewed": frozenset({"reason"}),
    # To who may confirm an award, and to who asked for it: the rule, and who asks or answered.
    "award_waits": frozenset({"reason", "name"}),
    "award_answered": frozenset({"reason", "name"}),
    # To whose role confirms a deed, and to who entered it: the rule, and who entered or answered.
    "deed_waits": frozenset({"reason", "name"}),
    "deed_answered": frozenset({"reason", "name"}),
    # To who may approve points rules, and to who proposed them: the version, and who.
    "rules_wait": frozenset({"version", "name"}),
    "rules_answered": frozenset({"version", "name"}),
    # To every worker with points: from which day, and what changes.
    "rules_changed": frozenset({"version", "starts_on", "why"}),
    # To those who may speak to the company, when she asks for it and when it lies.
    "owed_pay_waits": frozenset(),
    # To the worker: what was done about it.
    "owed_pay_step": frozenset({"reason"}),
    # By a company, that she lets report.
    "pay_reported": frozenset({"company"}),
    # Months since completion.
    "follow_up_due": frozenset({"months"}),
    # To who waited for a place in vain, half a year after the class began.
    "follow_up_waited": frozenset({"course"}),
    "survey_open": frozenset({"cohort"}),
    # The month, by its first day.
    "payslip_answered": frozenset({"month"}),
    # By the desk, to what she said against a sum.
    "objection_answered": frozenset({"reason"}),
}

# What a kind may be told besides.
ALSO: dict[str, frozenset[str]] = {
    "enrolled": frozenset({"starts_at", "venue"}),
    "moved": frozenset({"starts_at", "venue", "evenings", "reason"}),
    "deferred": frozenset({"reason"}),
    "class_open": frozenset({"starts_at", "ends_on"}),
    "session_changed": frozenset({"title", "starts_at", "venue", "teacher", "reason"}),
    "evening_moved": frozenset({"title", "teacher", "reason"}),
    "evening_cancelled": frozenset({"title", "reason"}),
    "evening_given": frozenset({"title", "starts_at", "venue"}),
    "evening_taken": frozenset({"title", "starts_at"}),
    "edition_changed": frozenset({"starts_at", "ends_on"}),
    "exam_open": frozenset({"until"}),
    "practical_planned": frozenset({"starts_at", "venue", "reason"}),
    # The day, where nothing is left of it.
    "examining_planned": frozenset({"starts_at", "venue", "day", "reason"}),
    "help_answered": frozenset({"reason"}),
    "contest_entered": frozenset({"starts_at", "venue"}),
    "contest_through": frozenset({"starts_at", "venue"}),
    # Why there is a version after the first.
    "contest_published": frozenset({"reason"}),
    "external_checked": frozenset({"reason"}),
    "certificate_request_answered": frozenset({"reason"}),
    "award_answered": frozenset({"why"}),
    "deed_answered": frozenset({"why"}),
    "rules_answered": frozenset({"why"}),
    "follow_up_due": frozenset({"until"}),
    "follow_up_waited": frozenset({"until"}),
    "survey_open": frozenset({"until"}),
    "payslip_answered": frozenset({"reason"}),
}
# What is only so or not so.
FLAGS: dict[str, frozenset[str]] = {
    "emergency_look": frozenset({"is_id_number"}),
    "session_changed": frozenset({"is_cancelled", "is_make_up"}),
    "evening_moved": frozenset({"is_make_up"}),
    "evening_cancelled": frozenset({"is_make_up"}),
    "evening_given": frozenset({"is_make_up"}),
    "practical_planned": frozenset({"is_changed", "is_put_off"}),
    "examining_planned": frozenset({"is_changed", "is_put_off"}),
    "marks_stray": frozenset({"is_own"}),
    "contest_through": frozenset({"is_moved_up"}),
    "claim_answered": frozenset({"is_granted"}),
    "help_answered": frozenset({"is_granted"}),
    "external_checked": frozenset({"is_confirmed"}),
    "certificate_request_answered": frozenset({"is_confirmed"}),
    "award_answered": frozenset({"is_confirmed"}),
    "deed_answered": frozenset({"is_confirmed"}),
    "rules_answered": frozenset({"is_confirmed"}),
    "rules_changed": frozenset({"is_dropped"}),
    "payslip_answered": frozenset({"is_read"}),
    "deduction_decided": frozenset({"is_upheld"}),
    "deduction_reviewed": frozenset({"is_upheld"}),
    "deduction_cause_gone": frozenset({"is_posted"}),
    "deduction_looked_at": frozenset({"is_posted"}),
    "deduction_waits": frozenset({"is_answered"}),
    "deduction_appealed": frozenset({"is_late"}),
    "owed_pay_waits": frozenset({"is_late"}),
}
# Their words hang on a code, which no sentence can hold: the built-in text is all there is.
FIXED = frozenset({"certificate_changed", "attendance_alert", "card_changed"})
# Worth waking somebody for: they leave in the quiet hours too.
URGENT = frozenset(
    {
        # Whoever did not ask for it has no night to lose.
        "second_factor_reset",
        "emergency_look",
        "copy_made",
        "place_offered",
        "session_changed",
        "evening_moved",
        "evening_cancelled",
        "class_cancelled",
        "evening_given",
        "evening_taken",
        "duty_over",
        "practical_planned",
        "examining_planned",
        "contest_through",
    }
)
# They take something away, or cannot wait: nobody can ask not to be told.
KEPT = URGENT | {
    "emergency_objected",
    "erasure_refused",
    "offer_expired",
    "hold_placed",
    "claim_answered",
    "withdrawn",
    "edition_changed",
    "attendance_alert",
    "certificate_changed",
    "renewal_withdrawn",
    "points_reversed",
    "card_changed",
    "retraining_ordered",
    "listing_recorded",
    "redemption_cancelled",
    "deduction_proposed",
    "deduction_posted",
    "deduction_decided",
    "deduction_looked_at",
    "deduction_goes_on",
    "deduction_reviewed",
}


def may_be_left(kind: str) -> bool:
    """In the inbox alone, for whoever wants no message about its group."""
    return kind not in KEPT


def is_written_here(kind: str) -> bool:
    """The desk may put its own words in the place of the built-in ones."""
    return kind in KINDS and kind not in FIXED


def facts_of(kind: str) -> Facts:
    none: frozenset[str] = frozenset()
    return Facts(KINDS[kind], ALSO.get(kind, none), FLAGS.get(kind, none))


class UnknownKind(LookupError):
    """A mistake in the calling code, not something a reader can mend."""


def check(kind: str, told: set[str]) -> None:
    if kind not in KINDS:
        raise UnknownKind(f"no notice is of the kind {kind!r}; there are {[*KINDS]}")
    if missing := KINDS[kind] - told:
        raise UnknownKind(f"the notice {kind!r} needs {sorted(missing)} in its context")

"""Who may see and tell what of pay."""

from tests.access.rows import CONTACTS, EVERYONE, OWNER, SIGNED_IN, Row, named, of

OFFICER = named("outcomes_officer")
_contact = OFFICER | {"company_contact"}
_told, _upload = of("wages.told.code"), of("wages.upload.code")
WAGES: dict[str, Row] = {
    "wages:mine": Row(SIGNED_IN),
    "wages:correct": Row(OWNER, of("wages.record.code")),
    "wages:object": Row(OWNER, _told),
    "wages:unobject": Row(OWNER, _told, True),
    "wages:beside": Row(OWNER, _told),
    # A company's contact for its own workers; at the desk whom the consent text names.
    "wages:uploads": Row(OFFICER | CONTACTS),
    "wages:bands": Row(EVERYONE),
    "wages:bands_numbered": Row(EVERYONE, of("wages.bands.number")),
    "wages:bands_of_course": Row(
        EVERYONE, of("wages.bands.number", "open_cohort.edition.course.slug")
    ),
    "wages:template_sheet": Row(_contact, of("person.company.code")),
    "wages:upload": Row(_contact, _upload),
    "wages:take_upload": Row(_contact, _upload, True),
    "wages:drop_upload": Row(_contact, _upload, True),
    "wages:upload_report": Row(_contact, _upload),
    "wages:baseline": Row(OWNER, of("enrollment.code")),
    "wages:baseline_answer": Row(OWNER, of("enrollment.code"), True),
    "wages:consent": Row(SIGNED_IN, post=True),
    "wages:follow_up_answer": Row(OWNER, of("wages.follow_up.code"), True),
    "wages:follow_up": Row(OWNER, of("wages.follow_up.code")),
    "wages:hand_in_payslip": Row(SIGNED_IN),
    "wages:payslip": Row(OWNER | OFFICER, of("wages.payslip.code")),
    "wages:withdraw_payslip": Row(OWNER, of("wages.payslip.code"), True),
    "wages:by_link": Row(EVERYONE, of("wages.key")),
    "wages:owed": Row(SIGNED_IN),
    "wages:owed_one": Row(OWNER, of("wages.owed.code")),
    "wages:owed_answer": Row(OWNER, of("wages.owed.code"), True),
}
WAGES_VIEW = dict.fromkeys(
    ("followup", "minimumwage", "owedpay"), named("auditor outcomes_officer")
)
WAGES_SCREENS: dict[str, Row] = {
    "wages_desk:bands": Row(named("auditor outcomes_officer")),
    "wages_desk:bands_sheet": Row(
        named("auditor outcomes_officer"), of("wages.bands.number")
    ),
    "wages_desk:interview": Row(OFFICER, of("wages.follow_up.code")),
    "wages_desk:phone": Row(OFFICER),
    "wages_desk:add_record": Row(OFFICER),
    "wages_desk:enter_minimum": Row(OFFICER),
    "wages_desk:owed": Row(named("auditor outcomes_officer"), of("wages.owed.code")),
    "wages_desk:objections": Row(OFFICER),
    "wages_desk:objection": Row(OFFICER, of("wages.disputed.code")),
    "wages_desk:payslips": Row(OFFICER),
    "wages_desk:read_payslip": Row(OFFICER, of("wages.payslip.code")),
    "wages_desk:correct_payslip": Row(OFFICER, of("wages.read.code")),
    "wages_desk:refuse_payslip": Row(OFFICER, of("wages.payslip.code")),
}
# They list nothing of which there can be more.
WAGE_FORMS = {
    "wages:baseline",
    "wages:beside",
    "wages:by_link",
    "wages:correct",
    "wages:follow_up",
    "wages:owed",
    "wages:object",
    "wages:hand_in_payslip",
}

"""Who may open what. Whoever is not named is refused: 404, 403, or sent to sign in."""

from django.utils import timezone

from school.attendance.codes import room_code
from tests.access.assessment_table import ASSESSMENT
from tests.access.feedback_table import FEEDBACK
from tests.access.privacy_table import PRIVACY
from tests.access.rows import (
    CALENDAR,
    CALLERS,
    CASE_HANDLERS,
    CLASS_STAFF,
    CONTACTS,
    DESK,
    ENROLMENT_READERS,
    EVERYONE,
    NURSES,
    OWNER,
    PEOPLE_READERS,
    PERSONS,
    READERS,
    SIGNED_IN,
    Row,
    fixed,
    of,
)
from tests.access.service_table import SERVICE
from tests.access.shop_table import SHOP
from tests.access.wages_table import WAGES

TABLE: dict[str, Row] = {
    # ui
    "ui:style_guide": Row(DESK),
    "ui:large_mode": Row(EVERYONE, post=True),
    "ui:data": Row(EVERYONE, post=True),
    "ui:theme": Row(EVERYONE, post=True),
    "ui:language": Row(EVERYONE, post=True),
    # chores
    "chores:site": Row(EVERYONE),
    "chores:worker": Row(EVERYONE),
    # people
    "people:profile": Row(SIGNED_IN),
    "people:identity": Row(SIGNED_IN),
    "people:set_photo": Row(SIGNED_IN),
    "people:company": Row(SIGNED_IN),
    "people:town": Row(SIGNED_IN),
    "people:consents": Row(SIGNED_IN),
    "people:consent": Row(SIGNED_IN, fixed("enrolment")),
    "people:give_consent": Row(
        SIGNED_IN, fixed("wages"), True, lambda w: {"version": "1"}
    ),
    "people:withdraw_consent": Row(SIGNED_IN, fixed("company"), True),
    "people:photo": Row(OWNER | PEOPLE_READERS, of("person.code")),
    "people:company_workers": Row(CONTACTS),
    # courses
    "courses:cohorts": Row(EVERYONE),
    "courses:cohort": Row(EVERYONE, of("open_cohort.code")),
    "courses:editions": Row(NURSES | READERS | {"editor"}),
    "courses:sign_off": Row(
        NURSES | READERS | {"editor"}, of("edition.course.code", "edition.version")
    ),
    # enrollment
    "enrollment:mine": Row(SIGNED_IN),
    "enrollment:apply": Row(SIGNED_IN, of("open_cohort.code")),
    "enrollment:detail": Row(ENROLMENT_READERS, of("enrollment.code")),
    "enrollment:offer": Row(OWNER, of("offer.code")),
    "enrollment:claim": Row(OWNER, of("offer.code")),
    "enrollment:accept": Row(OWNER, of("offer.code"), True),
    "enrollment:decline": Row(OWNER, of("offer.code"), True),
    "enrollment:withdraw": Row(OWNER, of("offer.code")),
    "enrollment:defer": Row(OWNER, of("enrollment.code")),
    "enrollment:transfer": Row(OWNER, of("enrollment.code")),
    "enrollment:asked": Row(SIGNED_IN),
    "enrollment:ask": Row(SIGNED_IN, of("open_cohort.code")),
    "enrollment:invited": Row(OWNER | {"anonymous"}, of("invitation.code")),
    "enrollment:decline_invitation": Row(
        frozenset({"anonymous"}), of("invitation.code"), True
    ),
    "enrollment:withdraw_invitation": Row(OWNER, of("invitation.code"), True),
    "enrollment:group_classes": Row(CONTACTS),
    "enrollment:group": Row(CONTACTS, of("open_cohort.code")),
    "enrollment:shifts": Row(SIGNED_IN),
    "enrollment:drop_shift": Row(OWNER, of("shift.code"), True),
    # attendance
    "attendance:roll": Row(CALLERS, of("session.code")),
    "attendance:mark": Row(
        CALLERS,
        of("session.code"),
        True,
        lambda w: {"mark": f"arrived:{w.enrollment.code}"},
    ),
    "attendance:mark_all_present": Row(CALLERS, of("session.code"), True),
    "attendance:mark_all_left": Row(CALLERS, of("session.code"), True),
    "attendance:door": Row(CALLERS, of("session.code")),
    "attendance:take_scans": Row(CALLERS, of("session.code"), True),
    "attendance:read_frame": Row(CALLERS, of("session.code"), True),
    "attendance:photo": Row(CALLERS, of("session.code", "enrollment.code")),
    "attendance:code": Row(OWNER, of("session.code")),
    "attendance:room": Row(CALLERS, of("session.code")),
    "attendance:here": Row(
        OWNER,
        lambda w: [
            w.session.code,
            room_code(w.session.code, at=timezone.now()),
        ],
    ),
    "attendance:sign": Row(OWNER, of("session.code"), True),
    "attendance:worker": Row(EVERYONE),
    "attendance:times": Row(CALLERS, of("session.code", "enrollment.code")),
    "attendance:hours": Row(ENROLMENT_READERS, of("enrollment.code")),
    "attendance:register": Row(READERS | CLASS_STAFF, of("cohort.code")),
    "attendance:papers": Row(READERS | CLASS_STAFF, of("cohort.code")),
    "attendance:roster_pdf": Row(READERS | CLASS_STAFF, of("cohort.code")),
    "attendance:roster_xlsx": Row(READERS | CLASS_STAFF, of("cohort.code")),
    "attendance:summary_pdf": Row(READERS | CLASS_STAFF, of("cohort.code")),
    "attendance:summary_xlsx": Row(READERS | CLASS_STAFF, of("cohort.code")),
    "attendance:print_sheet": Row(CALLERS, of("session.code"), True),
    "attendance:sheet": Row(CALLERS, of("sheet.code")),
    "attendance:sheet_pdf": Row(CALLERS, of("sheet.code")),
    "attendance:filled_sheet_pdf": Row(CALLERS, of("sheet.code")),
    "attendance:send_scan": Row(CALLERS),
    "attendance:scan": Row(READERS | CLASS_STAFF, of("scan.code")),
    "attendance:alerts": Row(
        frozenset({"instructor", "other_instructor", "registrar", "superuser"})
    ),
    "attendance:contacted": Row(
        frozenset({"instructor", "registrar", "superuser"}), of("alert.code"), True
    ),
    # learning
    "learning:syllabus": Row(ENROLMENT_READERS, of("enrollment.code")),
    **ASSESSMENT,
    # certificates
    "certificates:verify_search": Row(EVERYONE),
    "certificates:verify_file": Row(EVERYONE),
    "certificates:verify": Row(EVERYONE, of("certificate.code")),
    "certificates:share": Row(OWNER, of("certificate.code")),
    "certificates:open_showing": Row(OWNER, of("certificate.code"), True),
    "certificates:shown": Row(EVERYONE, of("showing.code")),
    "certificates:shown_photo": Row(EVERYONE, of("release.code")),
    "certificates:batch_check": Row(CONTACTS),
    "certificates:batch_workbook": Row(SIGNED_IN, post=True),
    "certificates:company_looks": Row(SIGNED_IN),
    "certificates:record": Row(SIGNED_IN),
    "certificates:print_record": Row(SIGNED_IN),
    "certificates:card": Row(SIGNED_IN),
    "certificates:release": Row(SIGNED_IN, post=True),
    "certificates:released": Row(OWNER, of("release.code")),
    "certificates:close_showing": Row(OWNER, of("showing.code"), True),
    "certificates:verify_json": Row(EVERYONE, of("certificate.code")),
    "certificates:show_name": Row(
        EVERYONE, of("certificate.code"), True, lambda w: {"paper": "王秀英"}
    ),
    "certificates:record_external": Row(SIGNED_IN),
    "certificates:evidence": Row(
        OWNER | {"registrar", "certificate_officer", "superuser"}, of("external.code")
    ),
    "certificates:badge_issuer": Row(EVERYONE),
    "certificates:badge_keys": Row(EVERYONE),
    "certificates:status_list": Row(EVERYONE, fixed(1)),
    "certificates:achievement": Row(
        EVERYONE, of("edition.course.code", "edition.version")
    ),
    "certificates:badge_image": Row(
        EVERYONE, of("edition.course.code", "edition.version")
    ),
    "certificates:badge_picture": Row(
        EVERYONE, of("edition.course.code", "edition.version")
    ),
    "certificates:badge": Row(OWNER, of("certificate.code")),
    "certificates:baked_svg": Row(OWNER, of("certificate.code")),
    "certificates:baked_png": Row(OWNER, of("certificate.code")),
    "certificates:credential_json": Row(OWNER, of("certificate.code")),
    "certificates:credential_jwt": Row(OWNER, of("certificate.code")),
    "certificates:shown_credential": Row(EVERYONE, of("showing.code")),
    "certificates:download": Row(
        OWNER | READERS | {"certificate_officer"}, of("certificate.code")
    ),
    # points and wages
    "points:account": Row(SIGNED_IN),
    **SHOP,
    "points:rules": Row(EVERYONE),
    "points:rules_version": Row(EVERYONE, fixed("1.0")),
    "points:cases": Row(SIGNED_IN),
    "points:case": Row(OWNER, of("cases.answered.code")),
    "points:appeal": Row(OWNER, of("cases.posted.code")),
    "points:case_proof": Row(OWNER | CASE_HANDLERS, of("cases.proof.code")),
    "points:case_proof_thumb": Row(OWNER | CASE_HANDLERS, of("cases.proof.code")),
    **SERVICE,
    **PRIVACY,
    **WAGES,
    # standing
    "standing:mine": Row(SIGNED_IN),
    "standing:board": Row(EVERYONE),
    "standing:retraining": Row(OWNER, of("cards.order.code")),
    "standing:book": Row(OWNER, of("cards.order.code", "open_cohort.code"), True),
    "standing:listing_copy": Row(
        OWNER | READERS | {"points_officer"}, of("cards.listing.code")
    ),
    **FEEDBACK,
    # outcomes
    "outcomes:public": Row(EVERYONE),
    "outcomes:frozen": Row(EVERYONE, of("report.number")),
    "outcomes:frozen_json": Row(EVERYONE, of("report.number")),
    "outcomes:report_pdf": Row(EVERYONE, of("report.number")),
    "outcomes:report_xlsx": Row(EVERYONE, of("report.number")),
    "outcomes:cohort": Row(
        READERS | {"outcomes_officer"}, of("certificate.enrollment.cohort.code")
    ),
    # notices
    "notices:inbox": Row(SIGNED_IN),
    "notices:read_all": Row(SIGNED_IN, post=True),
    "notices:read": Row(OWNER, of("notice.code"), True),
    "notices:ways": Row(SIGNED_IN),
    "notices:address": Row(SIGNED_IN),
    "notices:confirm": Row(SIGNED_IN),
    "notices:send_again": Row(SIGNED_IN, post=True),
    "notices:forget": Row(SIGNED_IN, post=True),
    "notices:devices": Row(SIGNED_IN),
    "notices:revoke": Row(OWNER, of("device.code"), True),
    # cms
    "cms:lesson": Row(EVERYONE, of("lesson.code")),
    "cms:copy": Row(EVERYONE, of("lesson.code")),
    "cms:kept": Row(EVERYONE),
    "cms:worker": Row(EVERYONE),
    "cms:sync": Row(SIGNED_IN, post=True),
    "cms:read": Row(PERSONS, of("lesson.code"), True),
    "cms:check": Row(EVERYONE, of("lesson.code"), True),
    "cms:done": Row(PERSONS, of("lesson.code"), True),
    "cms:standard": Row(EVERYONE, fixed("STD01")),
    "cms:robots": Row(EVERYONE),
    "cms:sitemap": Row(EVERYONE),
    # portal
    "portal:today": Row(SIGNED_IN),
    "portal:study": Row(SIGNED_IN),
    "portal:certificates": Row(SIGNED_IN),
    "portal:certificates_manifest": Row(EVERYONE),
    "portal:certificates_worker": Row(EVERYONE),
    "portal:me": Row(SIGNED_IN),
    "portal:classes": Row(SIGNED_IN),
    "portal:week": Row(SIGNED_IN),
    "portal:calendar": Row(SIGNED_IN),
    "portal:open_calendar": Row(SIGNED_IN, post=True),
    "portal:revoke_calendar": Row(SIGNED_IN, post=True),
    "portal:feed": Row(EVERYONE, of("feed.token")),
    "portal:class_calendar": Row(CALENDAR, of("cohort.code")),
    "portal:open_class_calendar": Row(CALENDAR, of("cohort.code"), True),
    "portal:revoke_class_calendar": Row(CALENDAR, of("cohort.code"), True),
}

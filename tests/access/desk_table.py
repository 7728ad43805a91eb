"""Who works with what at the desk. A viewset's readers; who may add, change or delete; our own screens."""

from collections.abc import Iterable

from tests.access.chores_table import CHORES_SCREENS
from tests.access.cms_table import CMS_SCREENS
from tests.access.exam_screens import EXAM_SCREENS, QUESTIONS
from tests.access.feedback_table import FEEDBACK_SCREENS, FEEDBACK_VIEW
from tests.access.outcomes_table import OUTCOMES_SCREENS, RESULTS
from tests.access.people_table import PEOPLE_SCREENS
from tests.access.points_table import POINTS
from tests.access.portal_screens import PORTAL_SCREENS
from tests.access.roles import STAFF
from tests.access.rows import Row, named, of
from tests.access.service_table import SERVICE_SCREENS, SERVICE_VIEW
from tests.access.shop_table import SHOP_CHANGE, SHOP_SCREENS, SHOP_VIEW
from tests.access.wages_table import WAGES_SCREENS, WAGES_VIEW

ALL_DESK = frozenset({*STAFF, "superuser"})
REGISTRAR = named("registrar")
EDITOR = named("editor")
REVOKERS = named("certificate_officer")
CHANGE_QUESTION = named("editor registrar")
READERS = named("auditor registrar")
HELPERS = named("registrar village_desk")
CERTIFIERS = named("certificate_officer registrar")
PEOPLE = named("auditor certificate_officer outcomes_officer points_officer registrar")

VIEW: dict[str, frozenset[str]] = {
    "attempt": READERS,
    "baseline": named("auditor outcomes_officer"),
    "card": named("auditor points_officer registrar"),
    "standingchange": named("auditor points_officer registrar"),
    "retraining": named("auditor points_officer registrar"),
    "externallisting": named("auditor points_officer registrar"),
    "batch": named("auditor certificate_officer registrar"),
    "certificate": named("auditor certificate_officer registrar"),
    "checkcount": named("auditor certificate_officer registrar"),
    "cohort": READERS,
    "cohortresult": RESULTS,
    "company": PEOPLE,
    "conflict": READERS,
    "companycheck": READERS,
    "companycontact": READERS,
    "consenttext": READERS,
    "contest": READERS,
    "course": READERS | {"editor"},
    "delivery": READERS,
    "desk_enrollment": named("auditor certificate_officer outcomes_officer registrar"),
    "designversion": named("auditor certificate_officer registrar"),
    "edition": READERS | {"editor"},
    "entry": named("auditor points_officer registrar"),
    "posting": named("auditor points_officer registrar"),
    "event": READERS,
    "externalcertificate": named("auditor certificate_officer registrar"),
    **WAGES_VIEW,
    "instructor": READERS,
    "journal": READERS,
    "lesson_progress": READERS,
    "licence": READERS,
    "login": named("auditor"),
    "minuteentry": READERS,
    "person": PEOPLE,
    "practical": READERS,
    "proof": REGISTRAR,
    "question": QUESTIONS,
    "reading_time": READERS,
    "refusedscan": READERS,
    **SHOP_VIEW,
    **FEEDBACK_VIEW,
    **SERVICE_VIEW,
    "result": READERS,
    "reward": named("auditor points_officer registrar"),
    "rule": named("auditor points_officer registrar"),
    "session": READERS,
    "track": READERS,
    "venue": READERS,
    "wagerecord": named("auditor outcomes_officer"),
    "wagtailusers_users": READERS,
}
STANDING = named("points_officer registrar")
SUPERUSER = frozenset({"superuser"})
CHANGE: dict[str, dict[str, Iterable[str]]] = {
    "cohort": {"add": REGISTRAR, "edit": REGISTRAR},
    "company": {"add": REGISTRAR, "edit": REGISTRAR},
    "companycontact": {"add": REGISTRAR, "delete": REGISTRAR},
    "consenttext": {"add": REGISTRAR},
    "designversion": {"add": REVOKERS, "edit": REVOKERS},
    "instructor": {"add": REGISTRAR, "edit": REGISTRAR},
    "licence": {"add": REGISTRAR, "edit": REGISTRAR},
    "person": {"add": REGISTRAR, "edit": REGISTRAR},
    **SHOP_CHANGE,
    "question": {"add": named("editor registrar"), "edit": named("editor registrar")},
    "venue": {"add": REGISTRAR, "edit": REGISTRAR},
    "wagtailusers_users": {"add": REGISTRAR, "edit": REGISTRAR},
}
_class, _person = of("cohort.code"), of("person.code")
_edition = of("edition.course.code", "edition.version")
_draft = of("draft.course.code", "draft.version")
_certificate = of("certificate.number")
SCREENS: dict[str, Row] = {
    **CMS_SCREENS,
    **POINTS,
    **OUTCOMES_SCREENS,
    **WAGES_SCREENS,
    **PEOPLE_SCREENS,
    "standing_desk:person": Row(VIEW["card"], of("person.code")),
    "standing_desk:lift": Row(named("points_officer"), of("cards.red.person.code")),
    "standing_desk:order": Row(STANDING, of("person.code")),
    "standing_desk:retraining": Row(VIEW["retraining"], of("cards.open_order.code")),
    "standing_desk:book": Row(STANDING, of("cards.open_order.code")),
    "standing_desk:cancel": Row(STANDING, of("cards.open_order.code")),
    "standing_desk:record_listing": Row(STANDING, of("person.code")),
    "standing_desk:listing": Row(VIEW["externallisting"], of("cards.listing.code")),
    "standing_desk:check_listing": Row(STANDING, of("cards.waiting_listing.code")),
    "standing_desk:end_listing": Row(STANDING, of("cards.listing.code")),
    **SHOP_SCREENS,
    **FEEDBACK_SCREENS,
    **SERVICE_SCREENS,
    "certificates_desk:cohorts": Row(VIEW["certificate"]),
    "certificates_desk:eligible": Row(VIEW["certificate"], _class),
    "certificates_desk:issue": Row(CERTIFIERS, _class, True),
    "certificates_desk:batch": Row(VIEW["batch"], of("certificate.batch.code")),
    "certificates_desk:class_files": Row(
        VIEW["certificate"],
        lambda world: [world.certificate.batch.cohort.code, "certificates.zip"],
    ),
    "certificates_desk:batch_files": Row(
        VIEW["certificate"],
        lambda world: [world.certificate.batch.code, "certificates.pdf"],
    ),
    "certificates_desk:choose_design": Row(REVOKERS),
    "certificates_desk:try_design": Row(REVOKERS, post=True),
    "certificates_desk:design_pdf": Row(
        VIEW["designversion"], of("certificate.design_version.pk")
    ),
    "certificates_desk:design_picture_file": Row(
        VIEW["designversion"], of("seal_picture.sha256")
    ),
    "certificates_desk:record_external": Row(CERTIFIERS),
    "certificates_desk:check_external": Row(CERTIFIERS, of("external.code")),
    "certificates_desk:reissue": Row(CERTIFIERS, _certificate),
    "certificates_desk:print_again": Row(CERTIFIERS, _certificate, True),
    "certificates_desk:requests": Row(VIEW["certificate"]),
    "certificates_desk:request": Row(VIEW["certificate"], of("asked.code")),
    "certificates_desk:confirm_request": Row(CERTIFIERS, of("asked.code"), True),
    "certificates_desk:refuse_request": Row(CERTIFIERS, of("asked.code")),
    "certificates_desk:withdraw_request": Row(CERTIFIERS, of("asked.code"), True),
    "certificates_desk:renew": Row(CERTIFIERS, _certificate),
    "certificates_desk:withdraw_renewal": Row(CERTIFIERS, of("renewal.code")),
    "certificates_desk:refreshers": Row(VIEW["certificate"]),
    "certificates_desk:set_refreshers": Row(CERTIFIERS, of("edition.course.code")),
    "certificates_desk:suspend": Row(named("certificate_officer"), _certificate),
    "certificates_desk:reinstate": Row(named("certificate_officer"), _certificate),
    "certificates_desk:revoke": Row(named("certificate_officer"), _certificate),
    **EXAM_SCREENS,
    **CHORES_SCREENS,
    **PORTAL_SCREENS,
    "enrollment_desk:demands": Row(READERS),
    "enrollment_desk:demand": Row(REGISTRAR, of("edition.course.code")),
    "enrollment_desk:holds": Row(READERS),
    "enrollment_desk:person": Row(READERS, _person),
    "enrollment_desk:hold": Row(REGISTRAR, _person),
    "enrollment_desk:health": Row(REGISTRAR, _person),
    "enrollment_desk:prior": Row(REGISTRAR, _person),
    "enrollment_desk:lift": Row(REGISTRAR, of("hold.code")),
    "enrollment_desk:invitations": Row(named("auditor registrar village_desk")),
    "enrollment_desk:invite": Row(HELPERS),
    "enrollment_desk:type_code": Row(HELPERS, of("desk_invitation.code")),
    "enrollment_desk:take_back": Row(HELPERS, of("desk_invitation.code"), True),
    "enrollment_desk:defer": Row(REGISTRAR, of("enrollment.code")),
    "enrollment_desk:move": Row(REGISTRAR, of("enrollment.code")),
    "enrollment_desk:places": Row(VIEW["desk_enrollment"]),
    "enrollment_desk:arrange": Row(REGISTRAR, of("open_cohort.code")),
    "enrollment_desk:recognise": Row(REGISTRAR, of("offer.code")),
    "enrollment_desk:admit_out_of_turn": Row(REGISTRAR, of("offer.code")),
    "enrollment_desk:enroll": Row(REGISTRAR),
    "enrollment_desk:withdraw": Row(REGISTRAR, of("enrollment.code")),
    "enrollment_desk:offer": Row(REGISTRAR, of("offer.code"), True),
    "enrollment_desk:admit": Row(REGISTRAR, of("offer.code"), True),
    "notices_desk:texts": Row(named("auditor editor registrar")),
    "notices_desk:text": Row(
        named("auditor editor registrar"), lambda world: ["place_offered"]
    ),
    "notices_desk:revert": Row(CHANGE_QUESTION, lambda world: ["place_offered"], True),
    "courses_desk:term": Row(READERS),
    "courses_desk:week": Row(READERS),
    "courses_desk:week_sheet": Row(READERS),
    "courses_desk:week_pdf": Row(READERS),
    "courses_desk:step": Row(
        REGISTRAR, lambda world: [world.cohort.code, "complete"], True
    ),
    "courses_desk:cancel": Row(REGISTRAR, _class),
    "courses_desk:plan": Row(REGISTRAR, _class),
    "courses_desk:edition": Row(REGISTRAR, _class),
    "courses_desk:assign": Row(REGISTRAR, _class),
    "courses_desk:relieve": Row(
        REGISTRAR,
        lambda world: [world.cohort.code, world.cohort.duties.first().pk],
        True,
    ),
    "courses_desk:session": Row(REGISTRAR, of("session.code")),
    "courses_desk:make_up": Row(REGISTRAR, of("session.code")),
    "courses_desk:cancel_session": Row(REGISTRAR, of("session.code")),
    "courses_desk:publish": Row(REGISTRAR | {"editor"}, _edition),
    "courses_desk:compare": Row(READERS | {"editor"}, _draft),
    "courses_desk:draft": Row(EDITOR, _edition),
    "courses_desk:discard": Row(EDITOR, _draft),
    "courses_desk:facts": Row(EDITOR, _draft),
    "courses_desk:evenings": Row(EDITOR, _draft),
    "courses_desk:module": Row(EDITOR, lambda world: [*_draft(world), "EC-M01"]),
    "courses_desk:station": Row(EDITOR, lambda world: [*_draft(world), "EC-S01"]),
    "courses_desk:remove": Row(EDITOR, lambda world: [*_draft(world), "EC-S02"], True),
}
WAGTAIL: dict[str, frozenset[str]] = {
    "wagtailadmin_home": ALL_DESK,
    "wagtailadmin_explore_root": named("editor registrar"),
    "wagtailimages:index": named("editor registrar"),
    "wagtaildocs:index": named("editor registrar"),
    "wagtailmedia:index": named("editor registrar"),
    "wagtailusers_groups:index": SUPERUSER,
    "wagtailsites:index": SUPERUSER,
    "wagtailadmin_reports:site_history": ALL_DESK,
}

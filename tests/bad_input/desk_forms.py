"""The forms of the desk that are screens of their own."""

from school.points.models import Rule
from tests.access.rows import of
from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason
from tests.bad_input.places_forms import PLACES
from tests.factories.assessment import add_examiner
from tests.factories.certificates import make_passed
from tests.factories.notices import TEXT
from tests.factories.proofs import unpin
from tests.factories.reports import draft_seen
from tests.factories.second_factor import make_app

CHORES = "school.chores.actions"
AWARDS = "school.points.actions"


def examiner(world: World) -> Data:
    return {"examiner": add_examiner(world.cohort).pk}


def replaced(world: World) -> Data:
    unpin(world.proof)
    return {**examiner(world), **reason(world)}


def certificate_change(verb: str) -> Form:
    path = f"school.certificates.desk.VERBS:{verb}"
    return Form(
        f"certificates_desk:{verb}",
        "certificate_officer",
        reason,
        path,
        # A valid certificate is not reinstated.
        is_taken=verb != "reinstate",
    )


def to_issue(world: World) -> Data:
    passed = make_passed(world.certificate.batch.cohort, "赵秀兰")
    return {"who": [passed.code], "on": day(0)}


def of_lost_phone(world: World) -> Data:
    make_app(world.people["instructor"])
    return reason(world)


DESK = [
    Form(
        "people_desk:reset_second_factor",
        "registrar",
        of_lost_phone,
        "school.people.actions.reset_second_factor",
    ),
    *PLACES,
    Form("chores_desk:retry", "certificate_officer", reason, f"{CHORES}.retry"),
    Form("chores_desk:set_aside", "certificate_officer", reason, f"{CHORES}.set_aside"),
    Form("chores_desk:cancel", "certificate_officer", reason, f"{CHORES}.cancel"),
    Form(
        "certificates_desk:issue",
        "registrar",
        to_issue,
        "school.certificates.actions.issue",
        values=of("certificate.batch.cohort.code"),
    ),
    Form(
        "certificates_desk:choose_design",
        "certificate_officer",
        lambda w: {"school": "standard"},
        "school.certificates.designs.actions.choose_all",
    ),
    Form(
        "outcomes_desk:dossiers",
        "registrar",
        lambda w: {"with_id_numbers": "on", "reason": "县人社局补贴审核"},
        "school.outcomes.dossier.actions.ask",
    ),
    Form(
        "privacy_desk:erasure",
        "registrar",
        lambda w: {"decision": "refuse", "answer": "档案还在十年保存期内"},
        "school.privacy.erasure.actions.refuse_erasure",
    ),
    Form(
        "privacy_desk:open_emergency",
        "registrar",
        lambda w: {
            "what": "phone",
            "kind": "health",
            "reason": "课上晕倒，要马上联系家里人",
        },
        "school.privacy.emergency.actions.open_in_emergency",
    ),
    Form(
        "privacy_desk:review_emergency",
        "auditor",
        lambda w: {"found": "object", "words": "打前台电话就能找到人"},
        "school.privacy.emergency.actions.review_emergency",
    ),
    Form(
        "privacy_desk:person",
        "registrar",
        lambda w: {"reason": "本人到校申请"},
        "school.privacy.actions.ask_for_export",
    ),
    Form(
        "outcomes_desk:report_draft",
        "outcomes_officer",
        lambda w: {"seen": draft_seen(), "reason": "漏算一个班"},
        "school.outcomes.reports.actions.freeze_report",
        # No class of the world is over.
        is_taken=False,
    ),
    Form(
        "points_desk:award",
        "points_officer",
        lambda w: {
            "who": w.person.phone,
            "person": str(w.person.pk),
            "rule": Rule.objects.get(code="T09").pk,
            "reference": "日志 12",
            "reason": "带教一晚",
        },
        "school.points.actions.propose_award",
    ),
    Form("points_desk:refuse_award", "registrar", reason, f"{AWARDS}.refuse_award"),
    Form(
        "points_desk:reverse", "points_officer", reason, "school.points.actions.reverse"
    ),
    Form(
        "certificates_desk:check_external",
        "certificate_officer",
        lambda w: {"outcome": "refuse", "reason": "编号查不到"},
        "school.certificates.external.actions.refuse_external",
    ),
    Form(
        "certificates_desk:reissue",
        "registrar",
        lambda w: {"kind": "lost", "reason": "证书遗失"},
        "school.certificates.actions.reissue",
    ),
    Form(
        "certificates_desk:refuse_request",
        "certificate_officer",
        reason,
        "school.certificates.approval.actions.refuse_request",
    ),
    Form(
        "certificates_desk:renew",
        "registrar",
        lambda w: {"what": "review", "done_on": day(0), "note": "资料齐全"},
        "school.certificates.renewal.actions.renew",
    ),
    Form(
        "certificates_desk:withdraw_renewal",
        "registrar",
        reason,
        "school.certificates.renewal.actions.withdraw_renewal",
    ),
    Form(
        "certificates_desk:set_refreshers",
        "registrar",
        lambda w: {"is_suggested": "on", "refreshers": [w.edition.course.code]},
        "school.certificates.renewal.actions.set_refreshers",
    ),
    *map(certificate_change, ("suspend", "reinstate", "revoke")),
    Form(
        "assessment_desk:open_exam",
        "registrar",
        lambda w: {"until": f"{day(2)}T21:00"},
        "school.assessment.actions.open_exam",
        context="exam_form",
    ),
    Form(
        "assessment_desk:release",
        "registrar",
        lambda w: {"absent_too": "on"},
        "school.assessment.actions.release",
        context="release_form",
        # The box stands there only where somebody was absent.
        forgotten=frozenset({"absent_too"}),
        # A sitting is under way: nothing can be released.
        is_taken=False,
    ),
    Form(
        "assessment_desk:third",
        "registrar",
        examiner,
        "school.assessment.actions.call_third",
        context="sent",
    ),
    Form(
        "assessment_desk:moderator",
        "registrar",
        examiner,
        "school.assessment.actions.call_moderator",
        # No sheet is handed in, so nobody differs.
        is_taken=False,
    ),
    Form(
        "assessment_desk:replace",
        "registrar",
        replaced,
        "school.assessment.actions.replace_examiner",
        context="sent",
    ),
    Form(
        "enrollment_desk:enroll",
        "registrar",
        lambda w: {
            "cohort": w.open_cohort.pk,
            "number": w.people["newcomer"].phone,
            "agreed": "on",
            "override": "",
        },
        "school.enrollment.actions.apply_with_consent",
    ),
    Form(
        "enrollment_desk:withdraw",
        "registrar",
        reason,
        "school.enrollment.actions.withdraw",
        values=of("offer.code"),
    ),
    Form(
        "enrollment_desk:defer",
        "registrar",
        reason,
        "school.enrollment.actions.defer",
        values=lambda w: [w.people["other_trainee"].enrollments.get().code],
    ),
    Form(
        "enrollment_desk:move",
        "registrar",
        lambda w: {"to": w.open_cohort.pk, **reason(w)},
        "school.enrollment.actions.transfer",
        values=lambda w: [w.people["other_trainee"].enrollments.get().code],
    ),
    Form(
        "enrollment_desk:demand",
        "registrar",
        lambda w: {
            "youngest": "18",
            "oldest": "60",
            "prerequisite": "",
            "health_class": "basic",
        },
        "school.enrollment.actions.demand",
    ),
    Form(
        "enrollment_desk:holds",
        "registrar",
        lambda w: {"number": w.person.phone},
    ),
    Form(
        "enrollment_desk:hold",
        "registrar",
        lambda w: {"kind": "other", "course": "", **reason(w)},
        "school.enrollment.actions.place_hold",
    ),
    Form(
        "enrollment_desk:lift",
        "registrar",
        reason,
        "school.enrollment.actions.lift_hold",
    ),
    Form(
        "enrollment_desk:health",
        "registrar",
        lambda w: {"kind": "basic", "expires_on": day(300)},
        "school.people.actions.record_health_check",
    ),
    Form(
        "enrollment_desk:prior",
        "registrar",
        lambda w: {
            "course": w.edition.course.pk,
            "title": "家政基础",
            "number": "JX-1",
            "body": "省家协",
        },
        "school.enrollment.actions.record_prior_certificate",
    ),
    Form(
        "notices_desk:text",
        "editor",
        lambda w: {"version": "0", **TEXT},
        "school.notices.actions.write_text",
    ),
]

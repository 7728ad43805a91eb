"""The forms of the portal and of the public pages."""

from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.notices.actions.mailbox import code_of
from school.people.models import Company, ConsentText
from tests.access.world import World
from tests.bad_input.form import Data, Form, day, note, reason, sum_
from tests.factories.notices import POINT, make_mailbox
from tests.factories.people import make_id_number


def unsigned() -> Edition:
    return Edition.objects.get(course__code="ZZ")


def consent_text() -> ConsentText:
    return ConsentText.objects.current().get(purpose=ConsentText.Purpose.ENROLMENT)


def place_elsewhere(world: World) -> Enrollment:
    """In a class of the course of the open one."""
    return world.people["other_trainee"].enrollments.get(cohort__name="别班")


def decided(world: World) -> Data:
    """The words, and every step of the moderated station."""
    station = world.moderation.practical_station.station
    points = {item.code: item.points for item in station.items.all()}
    fails = {fail.code: "not_seen" for fail in station.critical_fails.all()}
    return {**points, **fails, "words": "录像里看得清楚"}


PORTAL = [
    Form(
        "people:identity",
        "stranger",
        lambda w: {"name": "张小红", "id_number": make_id_number(901)},
        "school.people.actions.record_identity",
    ),
    Form(
        "people:company",
        "trainee",
        lambda w: {"company": Company.objects.get(name="别家").pk},
        "school.people.actions.choose_company",
    ),
    Form(
        "people:town",
        "trainee",
        lambda w: {"town": "秀谷镇"},
        "school.people.actions.set_town",
    ),
    Form(
        "courses:sign_off",
        "instructor",
        lambda w: {"points": ["0", "1"]},
        "school.courses.actions.sign_off",
        values=lambda w: [unsigned().course.code, unsigned().version],
    ),
    Form(
        "assessment:send_back_question",
        "registrar",
        reason,
        "school.assessment.actions.send_back",
        values=lambda w: [*w.in_review.place],
        read_at="assessment:review_question",
    ),
    Form(
        "enrollment:apply",
        "newcomer",
        lambda w: {"version": consent_text().version, "agree": "on"},
        "school.enrollment.actions.apply_with_consent",
        # Where the text has changed, what was ticked does not stand.
        forgotten=frozenset({"agree"}),
    ),
    Form(
        "enrollment:claim",
        "trainee",
        lambda w: {"kind": "hardship", "reason": "低保证"},
        "school.enrollment.actions.claim_quota",
        # Her place is offered already; who waits may ask.
        is_taken=False,
    ),
    Form(
        "enrollment:withdraw",
        "trainee",
        reason,
        "school.enrollment.actions.withdraw",
    ),
    Form(
        "enrollment:transfer",
        "other_trainee",
        lambda w: {"to": w.open_cohort.pk},
        "school.enrollment.actions.transfer",
        values=lambda w: [place_elsewhere(w).code],
    ),
    Form(
        "enrollment:shifts",
        "trainee",
        lambda w: {"weekday": "3", "begins": "22:00", "ends": "06:00"},
        "school.enrollment.actions.declare_shift",
    ),
    Form(
        "attendance:times",
        "registrar",
        lambda w: {
            "absence": "",
            "arrived": "19:00",
            "left": "21:20",
            "reason": "补记",
        },
        "school.attendance.actions.note",
    ),
    Form(
        "attendance:sheet",
        "registrar",
        lambda w: {
            "came": "1",
            "came_at": "19:00",
            "went": "1",
            "went_at": "21:20",
            "absent_rest": "",
        },
        "school.attendance.papers.actions.note_sheet",
    ),
    Form(
        "assessment:marking",
        "examiner",
        note,
        "school.assessment.actions.write_note",
        context="note_form",
    ),
    Form(
        "assessment:submit_marking",
        "examiner",
        note,
        "school.assessment.actions.write_note",
        context="note_form",
        read_at="assessment:marking",
    ),
    Form(
        "assessment:moderate",
        "other_examiner",
        decided,
        "school.assessment.actions.moderate",
    ),
    Form(
        "certificates:batch_check",
        "company_contact",
        lambda w: {
            "company": w.person.company_id,
            "rows": f"{w.certificate.number},{w.certificate.claims['name']}",
        },
        "school.certificates.batch_check.actions.check_certificates",
        # What is right is answered on the page that was sent.
        is_taken=False,
    ),
    Form(
        "certificates:card",
        "trainee",
        lambda w: {"number": "JX2026000123", "review_on": day(200)},
        "school.certificates.record.actions.enter_card",
    ),
    Form(
        "certificates:verify_search",
        "anonymous",
        lambda w: {"number": w.certificate.number, "name": w.person.name},
    ),
    Form(
        "certificates:show_name",
        "anonymous",
        lambda w: {"paper": w.certificate.claims["name"]},
        # What is right is shown at once: the name never stands in an address.
        is_taken=False,
        read_at="certificates:verify",
    ),
    Form(
        "wages:baseline",
        "trainee",
        sum_(),
        "school.wages.actions.tell_baseline",
        "?unit=month",
    ),
    Form(
        "wages:follow_up",
        "trainee",
        lambda w: {"amount": "220", "quantity": "20", "basis": "net"},
        "school.wages.actions.answer_follow_up",
        "?unit=day",
    ),
    Form(
        "wages:by_link",
        "anonymous",
        lambda w: {"amount": "220", "quantity": "20", "basis": "net"},
        "school.wages.links.actions.answer_by_link",
        "?at=same&unit=day",
    ),
    Form(
        "wages:object",
        "trainee",
        lambda w: {"words": "少算了两天"},
        "school.wages.actions.object_to",
    ),
    Form(
        "wages:beside",
        "trainee",
        sum_(),
        "school.wages.actions.tell_beside",
        query="?unit=month",
    ),
    Form(
        "wages:correct",
        "trainee",
        sum_(),
        "school.wages.actions.correct_wage",
        "?unit=month",
    ),
    Form(
        "wages:owed",
        "trainee",
        lambda w: {
            "employer": "好帮手家政",
            "since": day(-20),
            "amount": "4800",
            "words": "说好月底发",
        },
        "school.wages.owed.actions.tell_owed",
    ),
    Form(
        "notices:ways",
        "trainee",
        lambda w: {"sms": "on", "push": "on", "language": "zh-hans"},
        "school.notices.actions.choose_ways",
    ),
    Form(
        "notices:address",
        "trainee",
        lambda w: {"address": "chunhua@example.org"},
        "school.notices.actions.give_address",
    ),
    Form(
        "notices:confirm",
        "trainee",
        lambda w: {"code": code_of(make_mailbox(w.person, is_confirmed=False))},
        "school.notices.actions.confirm_address",
    ),
    Form(
        "notices:devices",
        "trainee",
        lambda w: {
            "endpoint": "https://fcm.googleapis.com/fcm/send/another",
            "p256dh": POINT,
            "auth": "8eDyX_uCN0XRhSbY5hs7Hg",
        },
        "school.notices.actions.allow_push",
    ),
    Form(
        "cms:check",
        "trainee",
        lambda w: {"check-0": "0", "check-1": ["0", "1"]},
        context="checks",
    ),
]

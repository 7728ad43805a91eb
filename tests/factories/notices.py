from typing import Any

from django.utils import timezone

from school.lib.crypto import fingerprint
from school.notices.models import (
    Delivery,
    Mailbox,
    Notice,
    NoticeText,
    PushSubscription,
)
from school.people.models import Person
from tests.factories.people import make_trainee

DAY = {"on": "2026-03-20"}
MOMENT = "2026-03-20T19:00:00+08:00"
SEEN = {"when": {"at": MOMENT}, "reason": "晕倒"}
ANSWER = {"name": "教务", "is_confirmed": False, "why": "再商量"}
# Everything that each kind may be told.
CONTEXTS: dict[str, dict[str, Any]] = {
    "second_factor_reset": {"name": "吴教务", "when": {"at": MOMENT}},
    "enrolled": {"cohort": "养老护理第1期", "starts_at": {"at": MOMENT}, "venue": "甲"},
    "emergency_look": {**SEEN, "name": "教务", "is_id_number": False},
    "emergency_objected": SEEN,
    **dict.fromkeys(("copy_made", "erasure_refused"), {"reason": "到窗口申请"}),
    "waitlisted": {"cohort": "养老护理第1期", "position": 3},
    "waitlist_moved": {"cohort": "养老护理第1期", "position": 2},
    "place_offered": {"cohort": "养老护理第1期", "until": {"at": MOMENT}},
    "offer_expired": {"cohort": "养老护理第1期"},
    "hold_placed": {"cohort": "养老护理第1期", "reason": "证件过期"},
    "waitlist_closed": {"cohort": "养老护理第1期"},
    "course_completed": {"cohort": "养老护理第1期"},
    "class_cancelled": {"cohort": "养老护理第1期", "reason": "人数不够"},
    "session_changed": {
        "cohort": "养老护理第1期",
        "title": "第3晚",
        "starts_at": {"at": MOMENT},
        "venue": "乙",
        "teacher": "周护士长",
        "is_cancelled": False,
        "reason": "下雪",
    },
    "evening_moved": {
        "cohort": "养老护理第1期",
        "title": "第3晚",
        "was_at": {"at": "2026-03-18T19:00:00+08:00"},
        "starts_at": {"at": MOMENT},
        "venue": "乙",
        "teacher": "周护士长",
        "reason": "下雪",
    },
    "evening_cancelled": {
        "cohort": "养老护理第1期",
        "title": "第3晚",
        "day": DAY,
        "starts_at": {"at": MOMENT},
        "reason": "下雪",
    },
    "evening_given": {
        "cohort": "养老护理第1期",
        "title": "第3晚",
        "starts_at": {"at": MOMENT},
        "venue": "乙",
        "is_make_up": False,
    },
    "evening_taken": {
        "cohort": "养老护理第1期",
        "teacher": "周护士长",
        "title": "第3晚",
        "starts_at": {"at": MOMENT},
    },
    "moved": {
        "cohort": "养老护理第2期",
        "former": "养老护理第1期",
        "starts_at": {"at": MOMENT},
        "venue": "乙",
        "evenings": 12,
        "reason": "换了班次",
    },
    "claim_answered": {
        "cohort": "养老护理第8期",
        "is_granted": True,
        "reason": "已核对",
    },
    "deferred": {"cohort": "养老1期", "course": "居家养老护理", "reason": "住院"},
    "class_open": {
        "cohort": "养老护理第2期",
        "course": "居家养老护理",
        "starts_at": {"at": MOMENT},
        "ends_on": {"on": "2026-05-22"},
    },
    "edition_changed": {
        "cohort": "养老护理第1期",
        "evenings": 20,
        "hours": 60,
        "starts_at": {"at": MOMENT},
        "ends_on": {"on": "2026-05-22"},
    },
    "duty_over": {"cohort": "养老护理第1期", "reason": "人数不够"},
    "attendance_alert": {
        "cohort": "养老护理第1期",
        "alert": "tight",
        "needed": 3,
        "left": 4,
    },
    "attendance_follow_up": {"cohort": "养老护理第1期", "count": 2},
    "exam_open": {"cohort": "养老护理第1期", "until": {"at": MOMENT}},
    "practical_planned": {
        "cohort": "养老护理第1期",
        "starts_at": {"at": MOMENT},
        "venue": "实训楼 1号考室",
        "is_changed": True,
        "is_put_off": False,
    },
    "examining_planned": {
        "cohort": "养老护理第1期",
        "starts_at": {"at": MOMENT},
        "venue": "实训楼 1号考室",
        "count": 12,
        "is_changed": False,
        "is_put_off": False,
    },
    "help_asked": {"cohort": "养老护理第1期"},
    "correction_waits": {"question": "M3-12"},
    "external_checked": {
        "certificate": "养老护理员",
        "is_confirmed": False,
        "reason": "编号查不到",
    },
    "refresher_suggested": {
        "course": "居家养老护理",
        "number": "FNYX-361027-2026-EC-00012-K",
        "until": DAY,
    },
    "renewal_withdrawn": {
        "course": "居家养老护理",
        "number": "FNYX-361027-2026-EC-00012-K",
        "until": DAY,
    },
    "certificate_renewed": {
        "course": "居家养老护理",
        "number": "FNYX-361027-2026-EC-00012-K",
        "until": DAY,
    },
    "certificate_request_waits": {"cohort": "养老护理第1期", "name": "吴教务"},
    "certificate_request_answered": {
        "cohort": "养老护理第1期",
        "name": "钱证书",
        "is_confirmed": False,
        "reason": "名单待核对",
    },
    "external_expires": {"certificate": "养老护理员", "until": DAY},
    "card_review": {"until": DAY},
    "licence_expires": {"name": "韩考评员", "until": DAY},
    "marks_stray": {"cohort": "养老护理第1期", "name": "韩考评员", "is_own": False},
    "contest_entered": {
        "contest": "技能竞赛",
        "start_number": 7,
        "starts_at": {"at": MOMENT},
        "venue": "文化广场",
    },
    "contest_through": {
        "contest": "技能竞赛",
        "start_number": 7,
        "round": 2,
        "starts_at": {"at": MOMENT},
        "venue": "文化广场",
        "is_moved_up": True,
    },
    "contest_out": {"contest": "技能竞赛", "start_number": 7, "round": 1},
    "contest_published": {"contest": "竞赛", "start_number": 7, "reason": "登错"},
    "sheet_declined": {"cohort": "养老护理第1期"},
    "help_answered": {
        "cohort": "养老护理第1期",
        "is_granted": True,
        "reason": "已谈过",
    },
    "sitting_allowed": {"cohort": "养老护理第1期", "reason": "考试时停电"},
    "mark_corrected": {"cohort": "养老护理第1期"},
    "late_counted": {"cohort": "养老护理第1期"},
    "late_declined": {"cohort": "养老护理第1期", "reason": "手机时间不对"},
    "result_released": {"cohort": "养老护理第1期"},
    "appeal_made": {"cohort": "养老护理第1期"},
    "appeal_given": {"cohort": "养老护理第1期"},
    "appeal_answered": {"cohort": "养老护理第1期"},
    "certificate_issued": {"course": "居家养老护理", "number": "FNYX-1"},
    "certificate_changed": {
        "course": "居家养老护理",
        "number": "FNYX-1",
        "status": "suspended",
        "day": DAY,
    },
    "withdrawn": {"cohort": "养老护理第1期", "reason": "重复报名"},
    "points_reversed": {"points": 50, "reason": "完成课程", "why": "记错了人"},
    "points_ending": {"points": 50, "first": DAY, "last": {"on": "2026-04-20"}},
    "deduction_proposed": {"reason": "迟到", "until": DAY},
    "deduction_withdrawn": {"reason": "迟到"},
    "deduction_posted": {"reason": "迟到", "points": 3, "until": DAY},
    "deduction_decided": {"reason": "迟到", "is_upheld": True},
    "deduction_cause_gone": {"reason": "迟到", "is_posted": False},
    "deduction_looked_at": {"reason": "迟到", "is_posted": True},
    "deduction_goes_on": {"reason": "迟到"},
    "deduction_reviewed": {"reason": "迟到", "is_upheld": True},
    "deduction_waits": {"reason": "迟到", "is_answered": True},
    "deduction_appealed": {"reason": "迟到", "until": DAY, "is_late": False},
    "card_changed": {"card": "red"},
    "coaching_note": {"what": "迟到"},
    "retraining_ordered": {"course": "居家保洁", "reason": "混用清洁剂"},
    "retraining_passed": {"course": "居家保洁"},
    "retraining_cancelled": {"course": "居家保洁", "reason": "申诉成立"},
    "listing_recorded": {"authority": "县发改委", "decision": "〔2026〕7号"},
    "listing_ended": {"authority": "发改委", "decision": "7号", "reason": "更正"},
    "rules_wait": {"version": "1.1", "name": "积分专员"},
    "rules_answered": {"version": "1.1", **ANSWER},
    "rules_changed": {
        "version": "1.1",
        "starts_on": DAY,
        "why": "守时加分",
        "is_dropped": False,
    },
    "award_waits": {"reason": "竞赛获奖", "name": "积分专员"},
    "award_answered": {"reason": "竞赛获奖", **ANSWER},
    "deed_waits": {"reason": "公益服务", "name": "督导员"},
    "deed_answered": {"reason": "公益服务", **ANSWER},
    "points_awarded": {"points": 50, "reason": "完成课程"},
    "redemption_ready": {"reward": "喷雾消毒壶", "until": DAY},
    "redemption_cancelled": {"reward": "喷雾消毒壶", "points": 20, "reason": "漏水"},
    "redemption_expired": {"reward": "喷雾消毒壶", "points": 20},
    "priority_begun": {"reward": "优先接单权7天", "ends_on": DAY},
    "owed_pay_waits": {"is_late": False},
    "owed_pay_step": {"reason": "公司已回话"},
    "pay_reported": {"company": "华丽家政"},
    "follow_up_due": {"months": 3, "until": DAY},
    "follow_up_waited": {"course": "居家养老护理", "until": DAY},
    "survey_open": {"cohort": "养老护理第1期", "until": DAY},
    "payslip_answered": {"month": DAY, "is_read": False, "reason": "看不清"},
    "objection_answered": {"reason": "公司说下月改"},
}


def make_notice(
    person: Person | None = None, kind: str = "result_released", **extra: Any
) -> Notice:
    return Notice.objects.create(
        person=person or make_trainee(),
        kind=kind,
        **{"context": CONTEXTS[kind], "sent_at": timezone.now(), **extra},
    )


def make_delivery(person: Person | None = None, **extra: Any) -> Delivery:
    notice = extra.pop("notice", None) or make_notice(person)
    return Delivery.objects.create(notice=notice, **extra)


def make_mailbox(person: Person, *, is_confirmed: bool = True, **extra: Any) -> Mailbox:
    now = timezone.now()
    given = {"address": "li@example.org", "asked_at": now, **extra}
    return Mailbox.objects.create(
        person=person, confirmed_at=now if is_confirmed else None, **given
    )


# A point on the curve, as a browser gives it.
POINT = "BD7Xoo7GSO3OXVt-JS9rKq-7RINRFKJLPKqPcQ9kmTvCVxGjTNySKQgLY58Jl3_rfKkezOFkm_6orYXHKyBq3n4"


def make_device(
    person: Person,
    endpoint: str = "https://fcm.googleapis.com/fcm/send/1",
    **extra: Any,
) -> PushSubscription:
    given = {"p256dh": POINT, "auth": "8eDyX_uCN0XRhSbY5hs7Hg", **extra}
    return PushSubscription.objects.create(
        person=person,
        endpoint=endpoint,
        endpoint_hash=fingerprint(endpoint),
        device="Android · Chrome",
        agreed_at=timezone.now(),
        **given,
    )


TEXT = {
    "subject_zh": "{cohort}给您留了一个名额",
    "subject_en": "A place in {cohort} is kept for you",
    "body_zh": "请在{until}前确认。",
    "body_en": "Please accept it by {until}.",
}


def make_text(
    kind: str = "place_offered", version: int = 1, **extra: Any
) -> NoticeText:
    given = {**TEXT, "written_at": timezone.now(), "actor_label": "吴教务", **extra}
    return NoticeText.objects.create(kind=kind, version=version, **given)

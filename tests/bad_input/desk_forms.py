"""The forms of the desk that are screens of their own."""

from datetime import date, datetime, time

from django.utils import timezone

from school.courses import proposals
from school.courses.actions.plan import Pattern
from school.courses.models import Session
from school.points.models import Rule
from tests.access.table import of
from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason
from tests.factories.assessment import add_examiner
from tests.factories.notices import TEXT


def examiner(world: World) -> Data:
    return {"examiner": add_examiner(world.cohort).pk}


def to_come(world: World) -> Session:
    return world.open_cohort.sessions.get()


def evening(world: World) -> Data:
    session = to_come(world)
    starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
    return {
        "day": str(starts.date()),
        "begins": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "venue": session.venue_id,
        "room": "实训室 B",
        "teacher": "",
        "reason": "换教室",
    }


def seen(data: Data, session: Session) -> Data:
    """As after the page that shows what is about to be saved."""
    zone = timezone.get_current_timezone()
    on = date.fromisoformat(data["day"])
    proposed = Session(
        cohort=session.cohort,
        evening=session.evening,
        starts_at=datetime.combine(on, time.fromisoformat(data["begins"]), zone),
        ends_at=datetime.combine(on, time.fromisoformat(data["ends"]), zone),
        venue_id=data["venue"],
        room=data["room"],
        teacher_id=session.teacher_id,
    )
    return {**data, "confirmed": proposals.of_evening(proposed).seal}


def change(world: World) -> Data:
    return seen(evening(world), to_come(world))


def again(world: World) -> Data:
    return seen({**evening(world), "day": day(40)}, world.session)


def planned(world: World) -> Data:
    pattern = Pattern([0, 2, 4], [date(2027, 10, 1)], holidays_off=True)
    return {
        "weekdays": ["0", "2", "4"],
        "begins": "19:00",
        "ends": "21:25",
        "holidays_off": "on",
        "skipping": "2027-10-01",
        "confirmed": proposals.of_plan(world.open_cohort, pattern).seal,
    }


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


DESK = [
    Form(
        "outcomes_desk:dossiers",
        "registrar",
        lambda w: {"with_id_numbers": "on", "reason": "县人社局补贴审核"},
        "school.outcomes.dossier.actions.ask",
    ),
    Form(
        "wages_desk:interview",
        "outcomes_officer",
        lambda w: {
            "outcome": "employed",
            "unit": "day",
            "amount": "220",
            "quantity": "20",
            "basis": "net",
            "employer": "华丽家政",
            "reason": "",
        },
        "school.wages.actions.answer_follow_up",
    ),
    Form(
        "wages_desk:add_record",
        "outcomes_officer",
        lambda w: {
            "phone": w.person.phone,
            "source": "payslip",
            "period_start": day(-60),
            "period_end": day(-30),
            "unit": "month",
            "amount": "6200",
            "quantity": "",
            "basis": "net",
            "employer": "华丽家政",
        },
        "school.wages.actions.record_wage",
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
        "school.points.actions.award",
    ),
    Form(
        "points_desk:reverse", "points_officer", reason, "school.points.actions.reverse"
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
        "assessment_desk:replace",
        "registrar",
        lambda w: {**examiner(w), **reason(w)},
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
        "courses_desk:cancel",
        "registrar",
        reason,
        "school.courses.actions.cancel",
        values=of("open_cohort.code"),
    ),
    Form(
        "courses_desk:plan",
        "registrar",
        planned,
        "school.courses.actions.plan_sessions",
        values=of("open_cohort.code"),
    ),
    Form(
        "courses_desk:assign",
        "registrar",
        lambda w: {"user": w.people["other_instructor"].pk, "kind": "assistant"},
        "school.courses.actions.assign_duty",
    ),
    Form(
        "courses_desk:session",
        "registrar",
        change,
        "school.courses.actions.move_session",
        values=lambda w: [to_come(w).code],
    ),
    Form(
        "courses_desk:make_up",
        "registrar",
        again,
        "school.courses.actions.make_up",
        # The class of the world is under assessment, its first evening over.
        values=of("session.code"),
    ),
    Form(
        "courses_desk:cancel_session",
        "registrar",
        reason,
        "school.courses.actions.cancel_session",
        values=lambda w: [to_come(w).code],
    ),
    Form(
        "notices_desk:text",
        "editor",
        lambda w: {"version": "0", **TEXT},
        "school.notices.actions.write_text",
    ),
]

from datetime import timedelta

from django.utils import timezone

from school.attendance.models import Event
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.points.models import Rule
from tests.factories.people import make_user
from tests.factories.points import make_monthly_rule, make_rule


def make_evening_rules() -> tuple[Rule, Rule]:
    """Two points an evening, ten for a class without a gap."""
    evening = make_monthly_rule(
        "T01", delta=2, cap_points=30, title_zh="夜校一晚完整签到签退且无早退"
    )
    whole = make_rule("T02", delta=10, cap_period="per_class", cap_points=10)
    return evening, whole


def make_result_rules() -> None:
    make_rule("T03", delta=5, cap_points=5)
    make_rule("T04", delta=8, cap_points=8)


def held_before(cohort: Cohort) -> list[Session]:
    """The evenings of a class, each moved to one of the last days, over by now."""
    sessions = list(cohort.sessions.select_related("cohort", "evening"))
    for place, session in enumerate(sessions):
        session.ends_at = timezone.now() - timedelta(days=len(sessions) - place)
        session.starts_at = session.ends_at - timedelta(minutes=145)
        session.save(update_fields=["starts_at", "ends_at"])
    return sessions


def attend(
    session: Session,
    enrollment: Enrollment,
    *,
    late: int = 0,
    early: int = 0,
    kinds: tuple[str, ...] = (Event.Kind.ARRIVED, Event.Kind.LEFT),
) -> None:
    """Noted as the roll notes it, so many minutes after it began and before it ended."""
    times = {
        Event.Kind.ARRIVED: session.starts_at + timedelta(minutes=late),
        Event.Kind.LEFT: session.ends_at - timedelta(minutes=early),
    }
    for kind in kinds:
        now = timezone.now()
        Event.objects.create(
            session=session,
            enrollment=enrollment,
            kind=kind,
            at=times.get(Event.Kind(kind), session.starts_at),
            method=Event.Method.ROLL,
            noted_at=now,
            recorded_by=make_user(),
            recorded_at=now,
        )

"""The forms of the verbs for several ticked rows of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from school.courses.models import Session
from school.points.models import Rule
from tests.access.bulk_table import BULK
from tests.access.world import World
from tests.bad_input.course_forms import to_come
from tests.bad_input.form import Data, Form, reason
from tests.factories.courses import assign
from tests.ticked import BACK

Key = tuple[str, str, str]


@dataclass(frozen=True)
class BulkForm(Form):
    """`values` are the rows that are ticked."""

    key: Key = ("", "", "")

    def url(self, world: World) -> str:
        rows = (self.values or BULK[self.key].values)(world)
        query = urlencode({"next": BACK, "id": rows}, doseq=True)
        return f"{reverse('wagtail_bulk_action', args=self.key)}?{query}"


def bulk(
    key: Key,
    role: str,
    verb: str,
    right: Callable[[World], Data] = lambda world: {},
    **more: Any,
) -> Form:
    return BulkForm("/".join(key), role, right, f"school.{verb}", key=key, **more)


def award(world: World) -> Data:
    rule = Rule.objects.get(code="T09")
    return {"rule": rule.pk, "reference": "日志 12", "reason": "带教一晚"}


def teacher(world: World) -> Data:
    user = world.people["other_instructor"]
    assign(world.open_cohort, user)
    # Another class is in its room.
    Session.objects.filter(pk=to_come(world).pk).update(room="实训室 B")
    return {"teacher": user.pk, "reason": "老师请假"}


def evening(world: World) -> list[Any]:
    return [to_come(world).pk]


def questions(verb: str, name: str, **more: Any) -> Form:
    key = ("assessment", "question", verb)
    return bulk(key, "registrar", f"assessment.bulk.{name}.verb", **more)


def certificates(verb: str, **more: Any) -> Form:
    key = ("certificates", "certificate", verb)
    path = f"certificates.bulk.{verb.title()}.verb"
    return bulk(key, "certificate_officer", path, reason, **more)


def classes(verb: str, name: str) -> Form:
    key = ("courses", "cohort", verb)
    # The class is further on.
    return bulk(key, "registrar", f"courses.desk.bulk.{name}.verb", is_taken=False)


BULK_FORMS = [
    # They are in use.
    questions("in_use", "PutInUse", is_taken=False),
    questions("out_of_use", "TakeOutOfUse"),
    # What is in use waits for no review.
    questions("submit", "SubmitForReview", is_taken=False),
    questions("approve", "Approve", is_taken=False),
    certificates("suspend"),
    # A valid certificate is not reinstated.
    certificates("reinstate", is_taken=False),
    certificates("revoke"),
    classes("announce", "Announce"),
    classes("open_enrollment", "OpenEnrolment"),
    bulk(
        ("courses", "session", "cancel"),
        "registrar",
        "courses.desk.bulk.CancelEvenings.verb",
        reason,
        values=evening,
    ),
    bulk(
        ("courses", "session", "replace_teacher"),
        "registrar",
        "courses.desk.bulk.ReplaceTeacher.verb",
        teacher,
        values=evening,
    ),
    bulk(
        ("enrollment", "enrollment", "admit"),
        "registrar",
        "enrollment.desk.bulk.Admit.verb",
        # She has a place in another class of the course.
        is_taken=False,
    ),
    bulk(
        ("enrollment", "enrollment", "withdraw"),
        "registrar",
        "enrollment.desk.bulk.Withdraw.verb",
        reason,
        values=lambda world: [world.offer.pk],
    ),
    bulk(
        ("notices", "delivery", "resend"),
        "registrar",
        "notices.desk.bulk.SendAgain.verb",
    ),
    bulk(
        ("people", "person", "award"),
        "points_officer",
        "points.actions.propose_award",
        award,
    ),
    bulk(
        ("points", "posting", "reverse"),
        "points_officer",
        "points.bulk.TakeBack.verb",
        reason,
    ),
]

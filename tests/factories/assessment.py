from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone

from school.assessment import actions
from school.assessment.models import (
    Attempt,
    Marking,
    Practical,
    Question,
    QuestionPicture,
)
from school.attendance.models import Event, MinuteEntry
from school.courses.models import Cohort, Duty, Edition, Module
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import User
from school.people.roles import Role
from tests.factories.courses import assign, make_cohort, make_edition
from tests.factories.diplomas import photo
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_user

KEYS = ("A", "B", "C", "D")


def make_question(
    module: Module,
    serial: int,
    *,
    kind: str = Question.Kind.SINGLE,
    answer: Sequence[str] = ("B",),
    **extra: Any,
) -> Question:
    whole = {"lesson": module.lessons.first(), **extra}
    question = _question(module, serial, kind=kind, answer=answer, **whole)
    question.save()
    return question


def _question(
    module: Module,
    serial: int,
    *,
    kind: str = Question.Kind.SINGLE,
    answer: Sequence[str] = ("B",),
    **extra: Any,
) -> Question:
    keys = KEYS[:2] if kind == Question.Kind.TRUE_FALSE else KEYS
    return Question(
        edition=module.edition,
        module=module,
        **{
            "code": f"{module.number}Q{serial:03d}",
            "kind": kind,
            "stem_zh": f"第{module.number}模块问题{serial}？",
            "stem_en": f"Question {serial} of module {module.number}?",
            "options": [
                {"key": key, "zh": f"选项{key}{serial}", "en": f"Option {key}{serial}"}
                for key in keys
            ],
            "answer": list(answer),
            "explanation_zh": f"解析机密{serial}。",
            "explanation_en": f"Explained {serial}.",
            "status": Question.Status.APPROVED,
            **extra,
        },
    )


def typed_question(edition: Edition, **changes: Any) -> dict[str, Any]:
    """A question as an editor types it into the form."""
    return {
        "edition": edition.pk,
        "module": edition.modules.first().pk,
        "lesson": "",
        "standard": "",
        "code": "NEW1",
        "kind": "single",
        "difficulty": "easy",
        "stem_zh": "先做什么？",
        "stem_en": "What first?",
        "options_text": "洗手 | Wash hands\n开门 | Open the door",
        "answer_text": "A",
        "explanation_zh": "洗手在先。",
        "explanation_en": "Hands first.",
        "use": "both",
        **changes,
    }


def make_picture(alt: str = "翻身枕的三种摆法", *, side: int = 300) -> QuestionPicture:
    file = BytesIO(photo((side, side)))
    return actions.keep_picture(file, alt_zh=alt, alt_en="Three ways", by=SYSTEM)


def make_bank(edition: Edition, *, each: int = 4) -> list[Question]:
    """`each` questions a module; the right answer is always B."""
    return Question.objects.bulk_create(
        _question(module, serial, lesson=next(iter(module.lessons.all()), None))
        for module in edition.modules.prefetch_related("lessons")
        for serial in range(1, each + 1)
    )


def make_assessing_cohort(**extra: Any) -> Cohort:
    """A class under assessment with a bank and two examiners who do not teach it."""
    edition = extra.pop("edition", None) or make_edition()
    make_bank(edition)
    cohort = make_cohort(
        edition=edition, **{"status": Cohort.Status.ASSESSING, "seats": 30, **extra}
    )
    for name in ("韩考评员", "杨考评员"):
        add_examiner(cohort, name)
    return cohort


def add_examiner(cohort: Cohort, name: str = "林考评员") -> User:
    user = make_user(display_name=name, role=Role.EXAMINER)
    assign(cohort, user, Duty.Kind.EXAMINER)
    return user


def sit_exam(
    enrollment: Enrollment, *, right: int = 4, at: datetime | None = None
) -> Attempt:
    """A sitting handed in with `right` answers right and the others wrong."""
    attempt = actions.start_exam(enrollment, by=SYSTEM, at=at)
    for paper in attempt.papers.all():
        actions.save_answer(
            attempt,
            number=paper.number,
            chosen=["B" if paper.number <= right else "A"],
            by=SYSTEM,
            at=at,
        )
    return actions.submit_exam(attempt, by=SYSTEM, at=at)


def fill_sheet(marking: Marking, *, points: int = 40) -> Marking:
    """Give every item `points` and hand the sheet in."""
    for item in marking.practical_station.station.items.all():
        actions.mark_item(marking, item=item, points=points, by=SYSTEM)
    return actions.submit_marking(marking, by=SYSTEM)


def take_practical(enrollment: Enrollment, *, points: int = 40) -> Practical:
    """A practical in which every examiner gives every item `points` of 50."""
    practical = actions.open_practical(enrollment, by=SYSTEM)
    for marking in markings_of(practical):
        fill_sheet(marking, points=points)
    return Practical.objects.get(pk=practical.pk)


def moderated_by(practical: Practical, examiner: User) -> Marking:
    """A moderator's sheet of the last station, though nobody differs there yet."""
    return Marking.objects.create(
        practical_station=practical.practical_stations.last(),
        examiner=examiner,
        role=Marking.Role.MODERATOR,
    )


def markings_of(practical: Practical) -> list[Marking]:
    return list(
        Marking.objects.filter(practical_station__practical=practical).order_by("pk")
    )


def credit_all(enrollment: Enrollment, *, evenings: int | None = None) -> None:
    """Minutes of the first `evenings` of the class, or of all."""
    for session in enrollment.cohort.sessions.all()[:evenings]:
        event = Event.objects.create(
            session=session,
            enrollment=enrollment,
            kind=Event.Kind.ARRIVED,
            at=session.starts_at,
            method=Event.Method.ROLL,
            recorded_by=make_user(),
            recorded_at=timezone.now(),
        )
        MinuteEntry.objects.create(
            session=session,
            enrollment=enrollment,
            minutes=session.evening.minutes,
            event=event,
            at=timezone.now(),
        )


def make_candidate(cohort: Cohort, *, ready: bool = True) -> Enrollment:
    """A trainee with everything done well, or with hours only."""
    enrollment = make_enrollment(cohort)
    credit_all(enrollment)
    if ready:
        sit_exam(enrollment)
        take_practical(enrollment)
    return enrollment

"""More of everything that pages list, around the people of the access matrix."""

from datetime import time, timedelta

from django.utils import timezone

from school.assessment import actions
from school.courses.models import Cohort, Duty, Edition, Lesson, Standard
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import ConsentText, User
from school.points import actions as points
from school.standing.models import BoardMonth, BoardRow
from tests.access.contest_world import judge_one, publish_one
from tests.access.world import World
from tests.factories.assessment import credit_all, make_question, markings_of
from tests.factories.bands import make_bands, make_publication
from tests.factories.cases import make_told
from tests.factories.certificates import make_looked_at
from tests.factories.completion import make_certified
from tests.factories.courses import assign, make_cohort, make_edition
from tests.factories.eligibility import make_hold, make_shift
from tests.factories.enrollment import make_enrollment
from tests.factories.external import make_external
from tests.factories.fairness import (
    make_accommodation,
    make_correction,
    make_help_request,
)
from tests.factories.feedback import make_note
from tests.factories.invitations import make_invitation
from tests.factories.looks import make_look
from tests.factories.marks import make_stray
from tests.factories.notices import make_delivery, make_device, make_notice, make_text
from tests.factories.pages import (
    make_lesson_page,
    make_standard,
    make_standard_page,
)
from tests.factories.pay_tables import checked, make_worker, row
from tests.factories.people import (
    make_company,
    make_consent,
    make_trainee,
    make_user,
)
from tests.factories.privacy import make_emergency, make_review
from tests.factories.schemes import make_scheme
from tests.factories.service import keep_one
from tests.factories.sheets import make_alert
from tests.factories.shop import give_points, make_tool, redeem
from tests.factories.thawed import thawed
from tests.factories.wages import (
    make_disputed,
    make_follow_up,
    make_owed,
    make_payslip,
    make_record,
    mediate,
)

Status = Enrollment.Status


def grow(world: World, *, turn: int) -> None:
    _classmates(world, turn)
    _classes(world, turn)
    _past(world, turn)
    _to_read(world, turn)
    publish_one(world)
    judge_one(world)
    _green(turn)
    make_scheme(version=f"0.{turn}", status="over", ended_on=timezone.localdate())


def _green(turn: int) -> None:
    """One more on the public list."""
    board = BoardMonth.objects.get_or_create(
        month=timezone.localdate().replace(day=1),
        defaults={"made_at": timezone.now()},
    )[0]
    named = make_trainee(f"张{turn}丽")
    make_consent(named, ConsentText.Purpose.GREEN_BOARD)
    BoardRow.objects.create(
        board=board,
        person=named,
        masked_name="张*丽",
        tier="green",
        course_titles=[{"zh": "居家养老护理", "en": "Home elder care"}],
    )


def _classmates(world: World, turn: int) -> None:
    mate = make_trainee(f"同学{turn}", company=make_company("华丽家政"))
    make_consent(mate, ConsentText.Purpose.COMPANY)
    make_consent(
        make_trainee(f"别家{turn}", company=make_company("别家")),
        ConsentText.Purpose.COMPANY,
    )
    enrollment = make_enrollment(world.cohort, mate)
    make_alert(enrollment)
    credit_all(enrollment, evenings=2)
    make_stray(markings_of(actions.open_practical(enrollment, by=SYSTEM))[0])
    make_help_request(enrollment)
    make_accommodation(enrollment, "oral")
    make_correction(make_question(world.edition.modules.get(number=1), 100 + turn))
    make_question(world.in_review.module, 900 + turn, status="in_review")
    reporter = world.people["company_contact"]
    assert isinstance(reporter, User) and world.person.company
    worker = make_worker(f"上报员{turn}", world.person.company)
    checked(world.person.company, [row(worker)], reporter)
    make_enrollment(world.open_cohort, status=Status.WAITLISTED, queue_number=turn)
    make_shift(world.person, turn % 7, begins=time(turn % 24))
    make_invitation(world.open_cohort, world.person)
    make_hold(mate)
    make_hold(world.person, lifted_at=timezone.now())


def _classes(world: World, turn: int) -> None:
    """One that is on tonight, for the trainee and all who teach, and one to join."""
    tonight = make_cohort(
        name=f"今晚{turn}班",
        seats=40,
        starts_on=timezone.localdate(),
        status=Cohort.Status.RUNNING,
    )
    credit_all(make_enrollment(tonight, world.person), evenings=1)
    for kind in (Duty.Kind.INSTRUCTOR, Duty.Kind.ASSISTANT, Duty.Kind.EXAMINER):
        assign(tonight, world.people[kind.value], kind)
    make_cohort(name=f"再开{turn}班")
    make_edition(status=Edition.Status.DRAFT, signed_off=False)


def _past(world: World, turn: int) -> None:
    """What the trainee has behind her, and those who were certified beside her."""
    ended = make_cohort(name=f"往期{turn}", status=Cohort.Status.COMPLETED)
    earned = make_enrollment(ended, world.person, status=Status.COMPLETED)
    make_looked_at(make_certified(earned))
    make_follow_up(earned)
    make_payslip(world.person, months_ago=turn + 2)
    make_disputed(world.person)
    make_record(world.person)
    make_publication(months_ago=turn + 1)
    make_bands(world.wages.bands, world.open_cohort.edition.course, f"镇{turn}")
    make_owed(world.person, f"公司{turn}")
    mediate(world.wages.owed)
    make_external(world.person, serial=turn + 1)
    make_told(world.person, source=f"grown-{turn}")
    make_note(world.person)
    keep_one(world.person, f"grown-{turn}", stars=4)
    make_delivery(notice=make_notice(world.person))
    _looks(world, turn)
    make_device(world.person, f"https://fcm.googleapis.com/fcm/send/grown-{turn}")
    make_text(version=turn)
    points.award(
        world.person,
        rule_code="T08",
        source_type="desk",
        source_id=f"{turn + 1}",
        by=SYSTEM,
    )
    give_points(world.person, 20)
    redeem(world.person, make_tool(f"RT{turn:03d}"))
    beside = world.certificate.enrollment.cohort
    # Results are told of five people and more: not yet at the first turn.
    for _mate in range(2):
        for cohort in (ended, beside):
            make_certified(make_enrollment(cohort, status=Status.COMPLETED))


def _to_read(world: World, turn: int) -> None:
    standard = make_standard(turn + 1)
    with thawed():
        lesson = Lesson.objects.create(
            module=world.lesson.module,
            code=f"{world.lesson.module.code}-L{turn + 5}",
            number=turn + 5,
            title_zh=f"加课{turn}",
            title_en=f"Extra {turn}",
            reading_minutes=5,
        )
        lesson.standards.set([standard, Standard.objects.get(code="STD01")])
        world.lesson.standards.add(standard)
    make_standard_page(standard)
    make_lesson_page(lesson)


def _looks(world: World, turn: int) -> None:
    """Who saw her data, and what was opened in an emergency, reviewed and not."""
    registrar = world.people["registrar"]
    assert isinstance(registrar, User)
    make_look(world.person, by=registrar, at=timezone.now() - timedelta(days=turn))
    make_emergency(world.person, by=registrar)
    make_review(make_emergency(world.person, by=registrar), by=make_user())

"""One school with one of everything, for the access matrix: the trainee's own things and those around them."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import (
    Accommodation,
    AssessmentDay,
    Attempt,
    Conflict,
    Correction,
    HelpRequest,
    OralSitting,
    Practical,
    Proof,
    Question,
    QuestionFile,
)
from school.attendance.models import Alert, Scan, Sheet
from school.certificates import actions as certificates
from school.certificates.models import (
    ApprovalRequest,
    Certificate,
    DesignPicture,
    ExternalCertificate,
    Renewal,
    Showing,
)
from school.courses.actions import open_feed
from school.courses.models import (
    Cohort,
    Duty,
    Edition,
    Feed,
    Instructor,
    Lesson,
    Session,
)
from school.enrollment.models import Enrollment, Hold, Invitation, Quota, Shift
from school.journal.actors import SYSTEM
from school.outcomes.models import Dossier, Report
from school.people.actions import set_photo
from school.people.models import CompanyContact, Person, User
from school.people.roles import Role
from school.points import actions as points
from school.points.models import AwardRequest, Posting
from school.privacy.models import EmergencyLook, Erasure, PersonalExport
from tests.access.case_world import Cases, make_cases
from tests.access.contest_world import Contests, hold_contests
from tests.access.deed_world import Deeds, make_deeds
from tests.access.exam_world import appeal, sit
from tests.access.feedback_world import Feedback, give_feedback
from tests.access.paper_world import keep_papers
from tests.access.roles import STAFF, TEACHERS
from tests.access.scheme_world import Schemes, make_schemes
from tests.access.service_world import ServiceWorld, service_of
from tests.access.shop_world import ShopWorld, shop_of
from tests.access.standing_world import Cards, keep_standing
from tests.access.wages_world import Wages, wages_of
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort, markings_of, moderated_by
from tests.factories.assessors import make_conflict, make_licence
from tests.factories.award_requests import ask_for_award
from tests.factories.certificates import make_assessed_cohort, make_result
from tests.factories.courses import assign, make_cohort
from tests.factories.days import make_day
from tests.factories.diplomas import photo
from tests.factories.editions import make_small_draft
from tests.factories.eligibility import make_hold, make_shift
from tests.factories.enrollment import make_enrollment
from tests.factories.invitations import make_invitation
from tests.factories.marks import make_stray
from tests.factories.notices import make_delivery, make_device, make_notice
from tests.factories.pages import make_lesson_page, make_standard, make_standard_page
from tests.factories.people import make_company, make_trainee, make_user
from tests.factories.points import make_monthly_rule
from tests.factories.proofs import make_proof


@dataclass
class World:
    """`people` by role, `signed` their cookies; the rest is the trainee's or her class's."""

    people: dict[str, User | Person | None] = field(default_factory=dict)
    person: Person = field(init=False)
    edition: Edition = field(init=False)
    draft: Edition = field(init=False)
    cohort: Cohort = field(init=False)
    session: Session = field(init=False)
    enrollment: Enrollment = field(init=False)
    open_cohort: Cohort = field(init=False)
    offer: Enrollment = field(init=False)
    shift: Shift = field(init=False)
    hold: Hold = field(init=False)
    invitation: Invitation = field(init=False)
    desk_invitation: Invitation = field(init=False)
    attempt: Attempt = field(init=False)
    question: Question = field(init=False)
    in_review: Question = field(init=False)
    accommodation: Accommodation = field(init=False)
    help_request: HelpRequest = field(init=False)
    correction: Correction = field(init=False)
    oral: OralSitting = field(init=False)
    practised: Question = field(init=False)
    practical: Practical = field(init=False)
    conflict: Conflict = field(init=False)
    day: AssessmentDay = field(init=False)
    marking: Any = field(init=False)
    proof: Proof = field(init=False)
    moderation: Any = field(init=False)
    appeal: Any = field(init=False)
    certificate: Certificate = field(init=False)
    posting: Posting = field(init=False)
    shop: ShopWorld = field(init=False)
    wages: Wages = field(init=False)
    notice: Any = field(init=False)
    delivery: Any = field(init=False)
    device: Any = field(init=False)
    lesson: Lesson = field(init=False)
    sheet: Sheet = field(init=False)
    scan: Scan = field(init=False)
    alert: Alert = field(init=False)
    feed: Feed = field(init=False)
    dossier: Dossier = field(init=False)
    data_copy: PersonalExport = field(init=False)
    erasure: Erasure = field(init=False)
    emergency: EmergencyLook = field(init=False)
    cost: Any = field(init=False)
    report: Report = field(init=False)
    question_file: QuestionFile = field(init=False)
    external: ExternalCertificate = field(init=False)
    showing: Showing = field(init=False)
    release: Showing = field(init=False)
    seal_picture: DesignPicture = field(init=False)
    renewal: Renewal = field(init=False)
    asked: ApprovalRequest = field(init=False)
    contests: Contests = field(init=False)
    cards: Cards = field(init=False)
    cases: Cases = field(init=False)
    award_request: AwardRequest = field(init=False)
    feedback: Feedback = field(init=False)
    service: ServiceWorld = field(init=False)
    deeds: Deeds = field(init=False)
    schemes: Schemes = field(init=False)
    signed: dict[str, dict[str, str]] = field(default_factory=dict)
    # One for all browsers: each would load the middleware for itself.
    handler: ClientHandler = field(
        default_factory=lambda: ClientHandler(enforce_csrf_checks=False)
    )

    def sign_in(self, role: str) -> None:
        cookies = signed_in(self.people[role]).cookies
        self.signed[role] = {name: one.value for name, one in cookies.items()}

    def browser(self, role: str) -> Client:
        """A new one, in which that role is signed in already."""
        client = Client()
        client.handler = self.handler
        client.cookies.load(self.signed[role])
        return client


def build() -> World:
    world = World()
    _people(world)
    _class(world)
    _begun_by_others(world)
    _papers(world)
    keep_papers(world)
    world.cards = keep_standing(world)
    world.contests = hold_contests(world)
    world.cases = make_cases(world)
    world.award_request = ask_for_award(world.person)
    world.feedback = give_feedback(world)
    world.service = service_of(world)
    world.deeds = make_deeds(world)
    world.schemes = make_schemes()
    return world


def _people(world: World) -> None:
    world.person = make_trainee("李春花", company=make_company("华丽家政"))
    world.people = {
        "anonymous": None,
        "stranger": make_user(display_name="路人"),
        "trainee": world.person,
        "other_trainee": make_trainee("王秀英"),
        "superuser": make_user(is_staff=True, is_superuser=True),
    }
    for name, role in STAFF.items():
        world.people[name] = make_user(role=role, is_staff=True, display_name=name)
    for name, company in (("company_contact", "华丽家政"), ("other_contact", "别家")):
        user = make_user(display_name=name)
        CompanyContact.objects.create(user=user, company=make_company(company))
        world.people[name] = user


def _class(world: World) -> None:
    world.cohort = make_assessing_cohort(
        starts_on=timezone.localdate() - timedelta(days=4)
    )
    world.edition = world.cohort.edition
    world.draft = make_small_draft()
    world.session = world.cohort.sessions.first()
    world.lesson = world.edition.modules.first().lessons.first()
    for name, (role, duty) in TEACHERS.items():
        user = make_user(role=role, display_name=name)
        assign(world.cohort, user, duty)
        world.people[name] = user
    Instructor.objects.create(
        user=world.people["instructor"], kind=Instructor.Kind.NURSE
    )
    other = make_user(role=Role.INSTRUCTOR, display_name="other_instructor")
    Instructor.objects.create(user=other, kind=Instructor.Kind.ELDER_CARE)
    elsewhere = make_cohort(name="别班", sessions=False)
    assign(elsewhere, other, Duty.Kind.INSTRUCTOR)
    stranger_examiner = make_user(role=Role.EXAMINER, display_name="other_examiner")
    assign(elsewhere, stranger_examiner, Duty.Kind.EXAMINER)
    world.people |= {"other_instructor": other, "other_examiner": stranger_examiner}
    make_enrollment(elsewhere, world.people["other_trainee"])
    world.enrollment = make_enrollment(world.cohort, world.person)
    world.open_cohort = make_cohort(name="新班", sessions=False)
    world.shift = make_shift(world.person, 0)
    # Of somebody whom no other page is about.
    world.hold = make_hold(make_trainee("赵桂兰"))
    world.offer = make_enrollment(
        make_cohort(name="候补班", sessions=False),
        world.person,
        status=Enrollment.Status.OFFERED,
        offer_until=timezone.now() + timedelta(hours=5),
    )
    Quota.objects.create(
        cohort=world.offer.cohort,
        kind=Quota.Kind.HARDSHIP,
        seats=1,
        until=timezone.localdate() + timedelta(days=5),
    )


def _begun_by_others(world: World) -> None:
    world.invitation = make_invitation(world.open_cohort, world.person)
    village = world.people["village_desk"]
    assert isinstance(village, User)
    world.desk_invitation = make_invitation(
        world.open_cohort, village, capacity=Invitation.Capacity.DESK, relation=""
    )


def _papers(world: World) -> None:
    """Exam, marking sheets, certificate, pay and a notice of the trainee."""
    sit(world)
    world.practical = actions.open_practical(world.enrollment, by=SYSTEM)
    world.marking = markings_of(world.practical)[0]
    _who_may_mark(world)
    world.day = make_day(world.cohort)
    world.people["examiner"] = world.marking.examiner
    world.proof = make_proof(world.marking)
    make_stray(world.marking)
    world.moderation = moderated_by(world.practical, world.people["other_examiner"])
    appeal(world)
    passed = make_assessed_cohort(name="结业班")
    earned = make_enrollment(passed, world.person, status=Enrollment.Status.COMPLETED)
    make_result(earned)
    registrar = world.people["registrar"]
    assert isinstance(registrar, User)
    certificates.print_batch(certificates.issue(passed, by=registrar))
    world.certificate = Certificate.objects.get()
    make_monthly_rule()
    world.posting = points.award(
        world.person, rule_code="T08", source_type="desk", source_id="1", by=SYSTEM
    )
    world.shop = shop_of(world.person)
    world.wages = wages_of(world, earned)
    world.notice = make_notice(world.person)
    world.delivery = make_delivery(notice=world.notice, status="failed")
    world.device = make_device(world.person)
    make_lesson_page(world.lesson)
    make_standard_page(make_standard(1))
    assert (account := world.person.user)
    world.feed = open_feed(account, by=account)
    set_photo(world.person, file=BytesIO(photo()), by=SYSTEM)


def _who_may_mark(world: World) -> None:
    """A licence for no course yet, and two who know each other."""
    examiner, other = world.people["other_examiner"], world.people["other_trainee"]
    assert isinstance(examiner, User) and isinstance(other, Person)
    make_licence(examiner)
    world.conflict = make_conflict(examiner, other)

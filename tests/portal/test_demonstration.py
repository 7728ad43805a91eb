"""The made-up school: whole, in mid-term, and nobody's."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pypdfium2
import pytest
from django.core.management import call_command
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from school.assessment.access import waiting_for_review_by
from school.assessment.models import Attempt, Marking, Practical, Question
from school.attendance.models import Alert, Event, PaperTrail
from school.certificates.designs.actions import in_force
from school.certificates.models import (
    ApprovalRequest,
    Certificate,
    CompanyLook,
    Showing,
)
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment, Hold, Shift
from school.enrollment.places import places_in
from school.journal.models import Entry as JournalEntry
from school.lib import sms
from school.notices.models import Delivery, Notice
from school.outcomes import facts, rules
from school.people.models import HealthCheck, Person, User
from school.people.rules import parse_id_number
from school.points.models import Posting
from school.portal.demonstration import logins, plans
from school.portal.evenings import rolls
from school.wages.models import FollowUp, WageRecord
from tests.cast import signed_in
from tests.portal import companies, good_name, hands_on, openly

pytestmark = pytest.mark.long
Status = Cohort.Status
RARE = ["卢𬭎", "龚䶮", "邱㛃", "谭𡌴", "阿卜杜热西提·阿布都外力", "刘𬭎"]


def cohort(stage: str) -> Cohort:
    plan = plans.plans(timezone.localdate())[stage]
    return Cohort.objects.get(
        edition__course__code=plan.course, name__endswith=f"第{plan.number}期"
    )


def enrollment_of(stage: str) -> Enrollment:
    return Enrollment.objects.get(person__user__phone=logins.TRAINEES[stage][0])


def account(key: str) -> User:
    return User.objects.get(phone=logins.STAFF[key].phone)


def every_stage_has_a_class() -> None:
    stages = plans.plans(timezone.localdate())
    assert {stage: cohort(stage).status for stage in stages} == {
        "year_old": Status.COMPLETED,
        "certified": Status.COMPLETED,
        "assessing": Status.ASSESSING,
        "running": Status.RUNNING,
        "begun": Status.RUNNING,
        "one_left": Status.ENROLLING,
        "full": Status.ENROLLING,
        "open": Status.ENROLLING,
        "announced": Status.ANNOUNCED,
    }
    trainees = Person.objects.exclude(enrollments=None)
    assert 140 <= trainees.count() <= 160


def one_class_has_exactly_one_place_left() -> None:
    places = places_in(cohort("one_left"))
    assert (places.left, places.waiting) == (1, 0)


def one_class_is_full_with_an_offer_and_a_line_in_order() -> None:
    full = cohort("full")
    places = places_in(full)
    assert (places.free, places.waiting) == (0, 5)
    waiting = full.enrollments.filter(status=Enrollment.Status.WAITLISTED)
    numbers = list(
        waiting.order_by("applied_at").values_list("queue_number", flat=True)
    )
    assert numbers == sorted(numbers)
    assert enrollment_of("offered").offer_stands(at=timezone.now())
    assert enrollment_of("waitlisted").status == Enrollment.Status.WAITLISTED


def today_has_an_evening_whose_roll_can_be_called() -> None:
    tonight = Session.objects.get(
        cohort=cohort("running"), starts_at__date=timezone.localdate()
    )
    assert not tonight.events.exists()
    (roll,) = rolls(account("assistant"), at=timezone.now())
    assert (roll.session, roll.is_open) == (tonight, True)
    assert cohort("running").sessions.filter(events__isnull=False).exists()
    assert enrollment_of("running").cohort == tonight.cohort
    assert Event.objects.filter(method=Event.Method.PAPER).exists()


def the_class_under_assessment_is_half_way() -> None:
    assessing = cohort("assessing")
    sat = Attempt.objects.filter(enrollment__cohort=assessing)
    assert 0 < sat.count() < assessing.enrollments.count()
    practicals = Practical.objects.filter(enrollment__cohort=assessing)
    assert set(practicals.values_list("status", flat=True)) == set(
        Practical.Status.values
    )
    of_one = Count("markings", filter=Q(markings__status=Marking.Status.SUBMITTED))
    stations = [
        place.handed_in
        for practical in practicals
        for place in practical.practical_stations.annotate(handed_in=of_one)
    ]
    assert {0, 1, 2} <= set(stations)
    assert Marking.objects.filter(role="third").exists()
    begun = Marking.objects.filter(
        status=Marking.Status.OPEN, examiner=account("examiner")
    ).exclude(started_at=None)
    assert begun.get().item_marks.count() == 4


def somebody_can_sit_the_exam_now() -> None:
    enrollment = enrollment_of("ready")
    page = reverse("assessment:exam", args=[enrollment.code])
    assert signed_in(enrollment.person).get(page).status_code == 200
    assert not enrollment.exam_attempts.exists()
    assert enrollment.practicals.exists()


def some_have_passed_and_wait_for_their_certificate() -> None:
    passed = cohort("assessing").enrollments.filter(
        status=Enrollment.Status.COMPLETED, certificates=None
    )
    assert passed.exists()
    asked = ApprovalRequest.objects.get(cohort=cohort("assessing"))
    assert asked.status == ApprovalRequest.Status.WAITING
    # They will have it as a card.
    assert in_force(asked.cohort.edition).layout == "card"


def every_certificate_is_printed_as_it_says() -> None:
    certificates = Certificate.objects.filter(
        enrollment__cohort__in=[cohort("year_old"), cohort("certified")]
    )
    assert len(certificates) == Certificate.objects.count() > 30
    assert {one.status for one in certificates} == {"valid", "suspended"}
    for certificate in certificates:
        with certificate.pdf.open("rb") as file:
            pdf = file.read()
        assert hashlib.sha256(pdf).hexdigest() == certificate.pdf_sha256
        assert certificate.claims["is_demonstration"] is True
    by_name = {one.claims["name"]: one for one in certificates}
    for name in RARE:
        with by_name[name].pdf.open("rb") as file:
            text = pypdfium2.PdfDocument(file.read())[0].get_textpage().get_text_range()
        assert name in text


def the_outcomes_show_some_figures_and_hide_others() -> None:
    rows = facts.rows_of(
        Cohort.objects.filter(pk=cohort("year_old").pk), on=timezone.localdate()
    )
    found = rules.results(rows)
    assert found.certified.percent
    assert all(after.is_due for after in found.after)
    changes = [change for after in found.after for change in after.changes]
    assert any(change.median_fen is not None for change in changes)
    assert any(change.coverage.bound == rules.Bound.HIDDEN for change in changes)
    statuses = FollowUp.objects.values_list("status", flat=True)
    assert set(statuses) == set(FollowUp.Status.values)
    assert losses() > 0
    page = reverse("outcomes:cohort", args=[cohort("year_old").code])
    assert signed_in(account("outcomes_officer")).get(page).status_code == 200


def losses() -> int:
    """Follow-ups in which somebody earns less than before."""
    answered = FollowUp.objects.exclude(record=None).select_related("record")
    before = {
        record.enrollment_id: record
        for record in WageRecord.objects.filter(purpose="baseline")
    }
    return sum(
        one.enrollment_id in before
        and one.record.amount_fen < before[one.enrollment_id].amount_fen
        for one in answered
    )


def nobody_in_it_exists() -> None:
    today = timezone.localdate()
    for person in Person.objects.all():
        assert person.phone.startswith("1990000")
        if person.user and (person.user.is_staff or person.user.groups.exists()):
            assert not person.has_identity
            continue
        assert person.id_number.startswith("999999")
        assert parse_id_number(person.id_number, today=today, synthetic=True)
        assert person.photo


def the_ledgers_were_kept_in_their_time() -> None:
    now = timezone.now()
    assert not JournalEntry.objects.filter(at__gt=now).exists()
    assert JournalEntry.objects.filter(at__lt=now - timedelta(days=365)).exists()
    assert not Notice.objects.filter(sent_at__gt=now).exists()
    assert not Event.objects.filter(recorded_at__gt=now).exists()
    assert Posting.objects.filter(rule_code="T05").count() > 30
    assert Posting.objects.exclude(reverses=None).exists()


def a_week_has_more_than_evenings() -> None:
    assert Session.objects.filter(makes_up__status="cancelled").exists()
    assert Alert.objects.filter(ended_at=None, contacted_at=None).exists()
    assert PaperTrail.objects.exists()
    assert Hold.objects.standing().exists()
    assert Shift.objects.exists()
    soon = timezone.localdate() + timedelta(days=30)
    assert HealthCheck.objects.filter(expires_on__lt=soon).count() == 1
    assert Showing.objects.exclude(person=None).get().looks.exists()
    assert CompanyLook.objects.exists()


def nothing_was_sent() -> None:
    assert not Delivery.objects.filter(status=Delivery.Status.QUEUED).exists()
    assert sms.MemoryBackend.outbox == []


def every_login_is_there_and_may_come_in() -> None:
    for login in logins.LOGINS:
        user = User.objects.get(phone=login.phone)
        assert user.check_password(logins.PASSWORD)
        assert signed_in(user).get(reverse("portal:today")).status_code == 200
    for key in ("registrar", "certificate_officer", "auditor", "editor"):
        page = reverse("wagtailadmin_home")
        assert signed_in(account(key)).get(page).status_code == 200
    printed = said("demo_logins")
    assert logins.PASSWORD in printed
    assert all(login.phone in printed for login in logins.LOGINS)


def loading_it_again_changes_nothing() -> None:
    before = JournalEntry.objects.count(), User.objects.count()
    said("load_demonstration")
    assert (JournalEntry.objects.count(), User.objects.count()) == before


def the_bank_has_every_kind_and_something_to_review() -> None:
    kinds = set(Question.objects.for_exam().values_list("kind", flat=True))
    assert kinds == set(Question.Kind.values)
    waiting = waiting_for_review_by(account("nurse"))
    assert waiting.count() == 1
    page = reverse("assessment:review_question", args=waiting.get().place)
    assert signed_in(account("nurse")).get(page).status_code == 200


CHECKS: list[Callable[[], None]] = [
    every_stage_has_a_class,
    one_class_has_exactly_one_place_left,
    one_class_is_full_with_an_offer_and_a_line_in_order,
    today_has_an_evening_whose_roll_can_be_called,
    the_class_under_assessment_is_half_way,
    somebody_can_sit_the_exam_now,
    some_have_passed_and_wait_for_their_certificate,
    every_certificate_is_printed_as_it_says,
    the_outcomes_show_some_figures_and_hide_others,
    *hands_on.CHECKS,
    nobody_in_it_exists,
    the_ledgers_were_kept_in_their_time,
    a_week_has_more_than_evenings,
    nothing_was_sent,
    the_bank_has_every_kind_and_something_to_review,
    every_login_is_there_and_may_come_in,
    loading_it_again_changes_nothing,
]


def test_the_whole_school(db, settings, subtests) -> None:
    """Made once, as it takes half a minute; then looked at from every side."""
    settings.SMS_BACKEND = "school.lib.sms.MemoryBackend"
    sms.MemoryBackend.outbox.clear()
    call_command("load_curriculum", verbosity=0)
    said("load_demonstration")
    for check in [*good_name.CHECKS, *companies.CHECKS, *openly.CHECKS, *CHECKS]:
        with subtests.test(check.__name__):
            check()


def said(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()

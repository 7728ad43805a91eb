"""Who may join a class: by what is on file, all reasons at once, and what the registrar lets pass."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment, Hold
from school.enrollment.rules.eligibility import Waiver
from school.journal.models import Entry
from school.lib.errors import Refusal
from school.notices import wording
from school.notices.models import Notice
from school.people.actions import record_health_check
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.eligibility import ask, make_hold, make_shift
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import make_consent, make_id_number, make_trainee

Status = Enrollment.Status
TODAY = timezone.localdate


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort()


@pytest.fixture
def elsewhere(db: None) -> Cohort:
    """A class of another course on the same evenings."""
    edition = make_edition(course=make_course("CL", title_zh="保洁"))
    return make_cohort(edition=edition, name="保洁第1期")


def refused(cohort: Cohort, person: Person, **extra: object) -> list[str]:
    with pytest.raises(Refusal) as caught:
        apply_for(cohort, person, **extra)
    several = getattr(caught.value, "reasons", (caught.value,))
    return [one.code for one in several]


def test_every_reason_is_given_at_once(
    cohort: Cohort, elsewhere: Cohort, trainee: Person
) -> None:
    course = cohort.edition.course
    ask(course, oldest=30, prerequisite=elsewhere.edition.course, health_class="infant")
    make_hold(trainee)
    make_enrollment(elsewhere, trainee)
    assert refused(cohort, trainee) == [
        "too_old",
        "prerequisite_missing",
        "health_check_missing",
        "on_hold",
        "session_clash",
    ]
    assert not cohort.enrollments.exists()


def test_one_reason_alone_keeps_its_own_code(cohort: Cohort, trainee: Person) -> None:
    ask(cohort.edition.course, youngest=60)
    assert refused(cohort, trainee) == ["too_young"]


def test_a_completed_course_or_a_certificate_from_elsewhere_serves(
    cohort: Cohort, trainee: Person, classmate: Person, registrar: User
) -> None:
    before = make_course("BA", title_zh="基础")
    ask(cohort.edition.course, prerequisite=before)
    done = make_cohort(edition=make_edition(course=before), sessions=False)
    make_enrollment(done, trainee, status=Status.COMPLETED)
    assert apply_for(cohort, trainee).status == Status.ENROLLED
    actions.record_prior_certificate(
        classmate,
        course=before,
        title="家政基础",
        number="JX-1",
        body="省家协",
        by=registrar,
    )
    assert apply_for(cohort, classmate).status == Status.ENROLLED


def test_a_health_certificate_shown_at_the_desk_serves(
    cohort: Cohort, trainee: Person, registrar: User
) -> None:
    ask(cohort.edition.course, health_class="basic")
    record_health_check(
        trainee, kind="basic", expires_on=cohort.starts_on, by=registrar
    )
    assert refused(cohort, trainee) == ["health_check_ends"]
    record_health_check(trainee, kind="basic", expires_on=cohort.ends_on, by=registrar)
    assert apply_for(cohort, trainee).status == Status.ENROLLED


def test_a_certificate_that_has_run_out_is_not_recorded(
    trainee: Person, registrar: User
) -> None:
    with pytest.raises(Refusal) as caught:
        record_health_check(
            trainee,
            kind="basic",
            expires_on=TODAY() - timedelta(days=1),
            by=registrar,
        )
    assert caught.value.code == "health_check_expired"


def test_a_hold_leaves_the_course_open_that_has_to_be_done_first(
    cohort: Cohort, elsewhere: Cohort, trainee: Person, registrar: User
) -> None:
    hold = actions.place_hold(
        trainee,
        kind=Hold.Kind.RETRAINING,
        reason="服务被投诉",
        course=elsewhere.edition.course,
        by=registrar,
    )
    assert refused(cohort, trainee) == ["on_hold"]
    place = apply_for(elsewhere, trainee)
    assert place.status == Status.ENROLLED
    actions.withdraw(place, by=trainee.user)
    actions.lift_hold(hold, by=registrar, reason="已完成")
    assert apply_for(cohort, trainee).status == Status.ENROLLED
    with pytest.raises(Refusal) as caught:
        actions.lift_hold(hold, by=registrar, reason="再一次")
    assert caught.value.code == "already_lifted"


def test_whoever_is_held_is_passed_over_in_line_until_the_hold_is_lifted(
    registrar: User,
) -> None:
    cohort = make_cohort(seats=1)
    seated = apply_for(cohort)
    first, second = apply_for(cohort), apply_for(cohort)
    hold = make_hold(first.person)
    actions.withdraw(seated, by=seated.person.user)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.status, second.status) == (Status.WAITLISTED, Status.OFFERED)
    actions.lift_hold(hold, by=registrar, reason="已完成")
    actions.decline_offer(second, by=second.person.user)
    first.refresh_from_db()
    assert first.status == Status.OFFERED


def test_a_hold_that_comes_after_the_offer_stops_its_acceptance(
    cohort: Cohort, trainee: Person
) -> None:
    offer = make_enrollment(
        cohort,
        trainee,
        status=Status.OFFERED,
        offer_until=timezone.now() + timedelta(hours=2),
    )
    make_hold(trainee)
    with pytest.raises(Refusal) as caught:
        actions.accept_offer(offer, by=trainee.user)
    assert caught.value.code == "on_hold"


def test_evenings_that_one_teaches_clash_too(
    cohort: Cohort, elsewhere: Cohort, trainee: Person
) -> None:
    elsewhere.sessions.update(teacher=trainee.user)
    assert refused(cohort, trainee) == ["session_clash"]


def test_working_hours_warn_and_the_applicant_decides(
    cohort: Cohort, trainee: Person
) -> None:
    make_shift(trainee, cohort.starts_on.weekday())
    assert refused(cohort, trainee) == ["shift_clash"]
    assert apply_for(cohort, trainee, waiver=Waiver(shifts=True)).waived == ""


def test_the_registrar_lets_reasons_pass_and_the_journal_says_why(
    cohort: Cohort, trainee: Person, registrar: User
) -> None:
    ask(cohort.edition.course, youngest=60)
    make_hold(trainee)
    place = apply_for(cohort, trainee, by=registrar, waiver=Waiver("主任批准"))
    assert place.status == Status.ENROLLED
    assert place.waived.split() == ["on_hold", "too_young"]
    entry = Entry.objects.get(verb="enrollment.apply")
    assert entry.reason == "主任批准"
    assert entry.data["waived"] == ["on_hold", "too_young"]


def test_whom_the_registrar_let_pass_is_not_passed_over_in_line(
    trainee: Person, registrar: User
) -> None:
    cohort = make_cohort(seats=1)
    seated = apply_for(cohort)
    make_hold(trainee)
    waits = apply_for(cohort, trainee, by=registrar, waiver=Waiver("主任批准"))
    actions.withdraw(seated, by=seated.person.user)
    waits.refresh_from_db()
    assert waits.status == Status.OFFERED
    assert actions.accept_offer(waits, by=trainee.user).status == Status.ENROLLED


def test_nobody_else_lets_reasons_pass(cohort: Cohort, trainee: Person) -> None:
    assert refused(cohort, trainee, waiver=Waiver("我想来")) == ["not_permitted"]


def test_two_places_in_one_course_are_nobodys_to_give(
    cohort: Cohort, trainee: Person, registrar: User
) -> None:
    make_enrollment(make_cohort(edition=cohort.edition, name="第2期"), trainee)
    assert refused(cohort, trainee, by=registrar, waiver=Waiver("主任批准")) == [
        "already_in_course"
    ]


def test_the_age_is_that_of_the_id_number(cohort: Cohort) -> None:
    ask(cohort.edition.course, youngest=18)
    first = cohort.starts_on
    birth = date(first.year - 18, first.month, min(first.day, 28))
    of_age = make_trainee("成年", id_number=make_id_number(birth=f"{birth:%Y%m%d}"))
    assert apply_for(cohort, of_age).status == Status.ENROLLED
    later = birth + timedelta(days=5)
    minor = make_trainee("未成年", id_number=make_id_number(birth=f"{later:%Y%m%d}"))
    assert refused(cohort, minor) == ["too_young"]


def test_the_page_names_all_obstacles_before_anything_is_typed(
    cohort: Cohort, trainee: Person
) -> None:
    ask(cohort.edition.course, youngest=60)
    make_hold(trainee)
    page = signed_in(trainee).get(reverse("enrollment:apply", args=[cohort.code]))
    firm = [one.code for one in page.context["obstacles"].firm]
    assert firm == ["too_young", "on_hold"]
    assert b'name="agree"' not in page.content


def test_the_page_asks_whoever_works_then_to_confirm(
    cohort: Cohort, trainee: Person
) -> None:
    make_shift(trainee, cohort.starts_on.weekday())
    text = make_consent(trainee).text
    address = reverse("enrollment:apply", args=[cohort.code])
    browser = signed_in(trainee)
    ticked = {"version": text.version, "agree": "on"}
    assert browser.post(address, ticked).context["form"].errors.keys() == {"can_come"}
    assert browser.post(address, {**ticked, "can_come": "on"}).status_code == 302
    assert cohort.enrollments.get().status == Status.ENROLLED


def test_the_desk_shows_each_reason_on_its_line_and_then_overrides(
    cohort: Cohort, trainee: Person, registrar: User
) -> None:
    ask(cohort.edition.course, youngest=60)
    make_hold(trainee)
    make_consent(trainee)
    typed = {"cohort": cohort.pk, "number": trainee.phone, "agreed": "on"}
    browser, address = signed_in(registrar), reverse("enrollment_desk:enroll")
    page = browser.post(address, typed)
    assert len(page.context["form"].non_field_errors()) == 2
    assert browser.post(address, {**typed, "override": "主任批准"}).status_code == 302
    assert cohort.enrollments.get().waived == "on_hold too_young"


def test_whoever_has_an_offer_is_told_of_the_hold_and_reads_it_on_the_page(
    cohort: Cohort, trainee: Person, registrar: User
) -> None:
    until = timezone.now() + timedelta(hours=5)
    place = make_enrollment(cohort, trainee, status=Status.OFFERED, offer_until=until)
    for person in (trainee, make_trainee()):
        actions.place_hold(person, kind="other", reason="证件过期", by=registrar)
    notice = Notice.objects.get(kind="hold_placed")
    assert notice.person == trainee
    assert "证件过期" in wording.body(notice)
    page = signed_in(trainee).get(reverse("enrollment:detail", args=[place.code])).text
    assert page.index("证件过期") < page.index("data-deadline")

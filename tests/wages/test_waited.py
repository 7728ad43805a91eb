"""Who waited for a place in vain has one question to come, and none once she has a place."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses import actions as courses
from school.courses.models import Cohort
from school.enrollment import actions as enrollment
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.people.models import ConsentText, Person, User
from school.wages import actions, refusals
from school.wages.actions import follow_ups
from school.wages.models import FollowUp
from school.wages.rules import Pay, add_months
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.wages import make_follow_up, make_link
from tests.factories.waited import make_waiting

pytestmark = pytest.mark.django_db

PAY = Pay(460_000, "month")
Status = FollowUp.Status


def page(follow_up: FollowUp, query: str = "") -> str:
    return reverse("wages:follow_up", args=[follow_up.code]) + query


def another_course() -> Cohort:
    edition = make_edition(course=make_course("PC"))
    return make_cohort(edition=edition, name="母婴护理第1期", seats=5)


def code(client: Client, follow_up: FollowUp) -> str:
    refusal = client.get(page(follow_up)).context["refusal"]
    return str(refusal.code)


class TestPuttingItDown:
    @pytest.fixture
    def line(self, registrar: User) -> list[Enrollment]:
        cohort = make_cohort(seats=1)
        return [apply_for(cohort) for _ in range(3)]

    def test_when_the_class_begins_for_who_still_waits(
        self, line: list[Enrollment], registrar: User
    ) -> None:
        cohort = line[0].cohort
        enrollment.withdraw(line[2], by=SYSTEM, reason="本人不上了")
        courses.start(cohort, by=registrar)
        [asked] = FollowUp.objects.all()
        assert asked.enrollment == line[1]
        assert (asked.occasion, asked.months, asked.status) == (
            "waited",
            6,
            "scheduled",
        )
        assert asked.due_on == add_months(cohort.starts_on, 6)
        assert Entry.objects.filter(verb="wages.schedule").count() == 1

    def test_not_when_the_class_is_called_off(
        self, line: list[Enrollment], registrar: User
    ) -> None:
        courses.cancel(line[0].cohort, by=registrar, reason="人太少")
        assert not FollowUp.objects.exists()

    def test_not_of_who_has_or_had_a_place_in_the_course(
        self, half_year_ago: Cohort, trainee: Person
    ) -> None:
        before = make_cohort(
            sessions=False, edition=half_year_ago.edition, name="上一期"
        )
        make_enrollment(before, trainee, status=Enrollment.Status.NOT_COMPLETED)
        waiting = make_waiting(half_year_ago, trainee)
        assert actions.schedule_waited(waiting, at=timezone.now()) is None

    def test_a_place_in_another_course_is_no_reason(
        self, half_year_ago: Cohort, trainee: Person
    ) -> None:
        make_enrollment(another_course(), trainee)
        waiting = make_waiting(half_year_ago, trainee)
        assert actions.schedule_waited(waiting, at=timezone.now())

    def test_for_each_time_that_she_waited(
        self, half_year_ago: Cohort, waited: FollowUp, trainee: Person
    ) -> None:
        """So it is known of how many; which of them she is asked is another matter."""
        later = make_cohort(
            sessions=False, edition=half_year_ago.edition, name="下一期"
        )
        again = make_waiting(later, trainee, yuan=None)
        assert actions.schedule_waited(again, at=timezone.now())


class TestEnding:
    def placed(self, half_year_ago: Cohort, person: Person) -> Enrollment:
        later = make_cohort(edition=half_year_ago.edition, name="下一期", seats=5)
        return apply_for(later, person)

    def test_with_a_place_in_the_course_it_is_not_asked(
        self, half_year_ago: Cohort, waited: FollowUp, trainee: Person
    ) -> None:
        key = make_link(waited)
        self.placed(half_year_ago, trainee)
        waited.refresh_from_db()
        assert waited.status == Status.ENDED
        assert Entry.objects.filter(verb="wages.end_waited").count() == 1
        assert not FollowUp.objects.to_answer(on=timezone.localdate()).exists()
        with pytest.raises(refusals.HasPlace):
            actions.answer_follow_up(waited, employment="employed", by=SYSTEM)
        assert code(signed_in(trainee), waited) == "follow_up_ended"
        by_link = Client().get(reverse("wages:by_link", args=[key])).text
        assert "您已经有名额了" in by_link

    def test_a_place_that_the_question_has_missed_ends_it_too(
        self, half_year_ago: Cohort, waited: FollowUp, trainee: Person
    ) -> None:
        """As when a place is given while the question is put down."""
        later = make_cohort(
            sessions=False, edition=half_year_ago.edition, name="下一期"
        )
        make_enrollment(later, trainee)
        assert not FollowUp.objects.to_answer(on=timezone.localdate()).exists()
        assert code(signed_in(trainee), waited) == "follow_up_ended"

    def test_a_place_while_she_answers_is_said_as_such(
        self, waited: FollowUp, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The check comes before the place, the writing after it."""
        ended = FollowUp.objects.filter(pk=waited.pk)
        monkeypatch.setattr(
            follow_ups, "check_open", lambda *_, **__: ended.update(status="ended")
        )
        with pytest.raises(refusals.HasPlace), transaction.atomic():
            actions.answer_follow_up(waited, employment="employed", by=SYSTEM)
        assert ended.get().employment == ""

    def test_answered_it_stays_answered(
        self, half_year_ago: Cohort, waited: FollowUp, trainee: Person
    ) -> None:
        actions.answer_follow_up(waited, employment="employed", pay=PAY, by=SYSTEM)
        self.placed(half_year_ago, trainee)
        waited.refresh_from_db()
        assert waited.status == Status.ANSWERED

    def test_a_place_in_another_course_ends_nothing(
        self, waited: FollowUp, trainee: Person
    ) -> None:
        apply_for(another_course(), trainee)
        waited.refresh_from_db()
        assert waited.status == Status.SCHEDULED

    def test_a_question_after_the_course_never_ends(self, trainee: Person) -> None:
        asked = make_follow_up(make_enrollment(make_cohort(sessions=False), trainee))
        with pytest.raises(DatabaseError), transaction.atomic():
            FollowUp.objects.filter(pk=asked.pk).update(status=Status.ENDED)

    def test_admitted_late_and_through_it_she_has_the_three_questions_too(
        self, half_year_ago: Cohort, waited: FollowUp
    ) -> None:
        """The same half year stands for two things: since it began, and since it ended."""
        actions.end_waited(waited.enrollment, by=SYSTEM, at=timezone.now())
        actions.schedule_follow_ups(waited.enrollment, at=timezone.now())
        found = FollowUp.objects.values_list("occasion", "months", "status")
        assert sorted(found) == [
            ("after", 3, "scheduled"),
            ("after", 6, "scheduled"),
            ("after", 12, "scheduled"),
            ("waited", 6, "ended"),
        ]


def test_a_text_for_another_purpose_cannot_speak_of_waiting() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentText.objects.create(
            purpose="company",
            version=99,
            text_zh="文本",
            text_en="Text",
            covers_waiting=True,
            published_at=timezone.now(),
        )


def test_the_present_text_speaks_of_it_and_of_bands() -> None:
    text = ConsentText.objects.current().get(purpose="wages")
    assert text.covers_waiting
    assert text.covers_bands
    assert "没排上" in text.text_zh
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentText.objects.update(covers_waiting=False)

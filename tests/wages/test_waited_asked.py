"""Who waited for a place in vain is asked once about work and pay, in words of its own."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.notices.wording import body, subject
from school.people import actions as people
from school.people.models import Consent, ConsentText, Person, User
from school.portal.follow_ups import answered_in_time
from school.wages import actions, refusals, tasks
from school.wages.actions.reminders import due_and_untold, tell_due
from school.wages.bands.facts import _earned
from school.wages.models import AnswerLink, FollowUp, WageRecord
from school.wages.phoning.actions import note_call, to_phone
from school.wages.rules import REMIND_AFTER, Pay, add_months
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import grant
from tests.factories.wages import consent_to_wages, make_follow_up, make_link
from tests.factories.waited import consent_to_waiting, make_waited, make_waiting

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


class TestAsking:
    def told(self, follow_up: FollowUp, days: int) -> int:
        at = datetime.combine(
            follow_up.due_on + timedelta(days=days),
            time(9),
            timezone.get_current_timezone(),
        )
        found = due_and_untold(at=at).filter(pk=follow_up.pk)
        return sum(tell_due(one, at=at) for one in found)

    def test_by_the_same_messages_in_words_of_their_own(self, waited: FollowUp) -> None:
        assert tasks.tell_due_follow_ups() == 1
        notice = Notice.objects.get(kind="follow_up_waited")
        course = waited.enrollment.cohort.edition.course
        assert course.title_zh in subject(notice)
        assert "候补" in subject(notice)
        assert "课后" not in subject(notice) + body(notice)
        assert AnswerLink.objects.get().follow_up == waited

    def test_as_often_as_anybody_and_not_more(self, waited: FollowUp) -> None:
        told = [day for day in range(60) if self.told(waited, day)]
        assert told == list(REMIND_AFTER)
        waited.refresh_from_db()
        called = []
        for day in range(60):
            today = waited.due_on + timedelta(days=day)
            at = datetime.combine(today, time(15), timezone.get_current_timezone())
            for one in to_phone(on=today):
                called.append(day)
                note_call(one, outcome="not_reached", note="没人接", by=SYSTEM, at=at)
        assert called == [24, 26, 31]

    @pytest.mark.parametrize("agreed", ["nothing", "the older text"])
    def test_only_with_a_consent_that_speaks_of_it(
        self, waited: FollowUp, trainee: Person, agreed: str
    ) -> None:
        people.withdraw_consent(trainee, purpose="wages", by=SYSTEM)
        if agreed == "the older text":
            consent_to_wages(trainee)
        assert tasks.tell_due_follow_ups() == 0
        assert not to_phone(on=date(2100, 1, 1)).exists()
        with pytest.raises(refusals.NoConsent):
            actions.answer_follow_up(waited, employment="employed", by=SYSTEM)
        with pytest.raises(refusals.NoConsent):
            note_call(waited, outcome="not_reached", note="没人接", by=SYSTEM)
        shown = signed_in(trainee).get(page(waited))
        assert "wages/follow_up_consent.html" in [one.name for one in shown.templates]

    def test_who_told_no_pay_before_is_not_asked(
        self, half_year_ago: Cohort, trainee: Person
    ) -> None:
        asked = make_waited(half_year_ago, trainee, yuan=None)
        consent_to_waiting(trainee)
        assert tasks.tell_due_follow_ups() == 0
        with pytest.raises(refusals.NothingToCompare):
            actions.answer_follow_up(asked, employment="employed", by=SYSTEM)
        client = signed_in(trainee)
        assert code(client, asked) == "nothing_to_compare"
        assert not client.get(reverse("wages:mine")).context["follow_ups"]

    def test_before_its_day_nobody_is_asked(self, trainee: Person) -> None:
        coming = make_cohort(sessions=False, starts_on=timezone.localdate())
        asked = make_waited(coming, trainee)
        assert tasks.tell_due_follow_ups() == 0
        assert code(signed_in(trainee), asked) == "follow_up_not_due"

    def test_of_two_times_that_she_waited_for_a_course_once(
        self, half_year_ago: Cohort, waited: FollowUp, trainee: Person
    ) -> None:
        began = half_year_ago.starts_on - timedelta(days=20)
        earlier = make_cohort(
            sessions=False,
            edition=half_year_ago.edition,
            name="上一期",
            starts_on=began,
        )
        before = make_waited(earlier, trainee, yuan=None)
        assert list(due_and_untold(at=timezone.now())) == [waited]
        FollowUp.objects.filter(pk=before.pk).update(times_told=1)
        assert not due_and_untold(at=timezone.now()).exists()

    def test_two_months_later_it_is_over(
        self, waited: FollowUp, trainee: Person
    ) -> None:
        last = add_months(waited.due_on, 2) - timedelta(days=1)
        assert FollowUp.objects.to_answer(on=last).exists()
        FollowUp.objects.filter(pk=waited.pk).update(
            due_on=add_months(timezone.localdate(), -3)
        )
        assert not FollowUp.objects.to_answer(on=timezone.localdate()).exists()
        assert code(signed_in(trainee), waited) == "follow_up_too_late"

    def test_not_of_a_class_that_was_called_off_later(
        self, half_year_ago: Cohort, waited: FollowUp, trainee: Person
    ) -> None:
        half_year_ago.status = Cohort.Status.CANCELLED
        half_year_ago.save()
        assert tasks.tell_due_follow_ups() == 0
        assert code(signed_in(trainee), waited) == "nothing_to_compare"

    def test_where_the_newest_text_does_not_speak_of_it_the_page_asks_nothing(
        self, waited: FollowUp, trainee: Person
    ) -> None:
        people.withdraw_consent(trainee, purpose="wages", by=SYSTEM)
        newest = ConsentText.objects.filter(purpose="wages").latest("version")
        ConsentText.objects.create(
            purpose="wages",
            version=newest.version + 1,
            text_zh="新的说明",
            text_en="The new text",
            published_at=timezone.now(),
        )
        assert code(signed_in(trainee), waited) == "follow_up_not_asked"


class TestAnswering:
    def test_signed_in_in_four_taps(self, waited: FollowUp, trainee: Person) -> None:
        client = signed_in(trainee)
        first = client.get(page(waited)).text
        assert "半年前您候补过一个名额" in first
        assert "个月" not in first
        assert "还在报名时那家" in client.get(page(waited, "?work=yes")).text
        last = page(waited, "?at=same&unit=month")
        client.post(last, {"pick": "4500", "basis": "net"})
        waited.refresh_from_db()
        assert waited.record
        assert (waited.employment, waited.workplace) == ("employed", "same")
        assert waited.record.amount_fen == 450_000

    def test_by_the_link_without_a_name(self, waited: FollowUp) -> None:
        address = reverse("wages:by_link", args=[make_link(waited)])
        shown = Client().get(address).text
        assert "半年前您候补过一个名额" in shown
        assert waited.enrollment.person.name not in shown
        Client().post(address, {"answer": "not_employed"})
        waited.refresh_from_db()
        assert (waited.status, waited.employment) == ("answered", "not_employed")
        assert "答好了" in Client().get(address).text

    def test_my_pay_says_what_it_is_about(
        self, waited: FollowUp, trainee: Person
    ) -> None:
        mine = signed_in(trainee).get(reverse("wages:mine")).text
        assert "开班半年后" in mine
        assert page(waited) in mine

    @pytest.mark.parametrize("who", ["classmate", "registrar", "auditor"])
    def test_nobody_else_answers_for_her(
        self, waited: FollowUp, who: str, request: pytest.FixtureRequest
    ) -> None:
        someone = request.getfixturevalue(who)
        user = getattr(someone, "user", someone)
        with pytest.raises(NotPermitted):
            actions.answer_follow_up(waited, employment="employed", by=user)
        assert signed_in(user).get(page(waited)).status_code == 404

    def test_nonsense_comes_back(self, waited: FollowUp, trainee: Person) -> None:
        client = signed_in(trainee)
        shown = client.post(
            page(waited, "?unit=month"), {"amount": "不少", "basis": "net"}
        )
        assert shown.context["form"].errors["amount"]
        assert WageRecord.objects.filter(purpose="follow_up").count() == 0


class TestTheDesk:
    def test_says_first_that_she_got_no_place(
        self, waited: FollowUp, outcomes_officer: User
    ) -> None:
        client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
        shown = client.get(reverse("wages_desk:interview", args=[waited.code])).text
        assert "她候补过这个班，没有排上" in shown
        assert "候补到开班没排上" in client.get(reverse("followup:index")).text

    def test_gives_no_number_to_call_where_nobody_may_call(
        self, half_year_ago: Cohort, waited: FollowUp, outcomes_officer: User
    ) -> None:
        client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
        address = reverse("wages_desk:interview", args=[waited.code])
        assert "tel:" in client.get(address).text
        later = make_cohort(edition=half_year_ago.edition, name="下一期", seats=5)
        apply_for(later, waited.enrollment.person)
        shown = client.get(address).text
        assert "tel:" not in shown
        assert "不用打这个电话" in shown

    def test_does_not_count_who_is_never_asked(
        self, half_year_ago: Cohort, trainee: Person, outcomes_officer: User
    ) -> None:
        make_waited(half_year_ago, trainee, yuan=None)
        client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
        assert "就业回访到期" not in client.get(reverse("wagtailadmin_home")).text


def test_an_answer_makes_no_difference(waited: FollowUp, trainee: Person) -> None:
    """It gives no points, and is in no pay band."""
    actions.answer_follow_up(waited, employment="employed", pay=PAY, by=SYSTEM)
    assert answered_in_time([trainee.pk]) == {}
    today = timezone.localdate()
    assert trainee.pk not in _earned(on=today + timedelta(days=40))
    after = make_follow_up(make_enrollment(another_course(), trainee))
    actions.answer_follow_up(after, employment="employed", pay=PAY, by=SYSTEM)
    assert len(answered_in_time([trainee.pk])[trainee.pk]) == 1
    assert len(_earned(on=today + timedelta(days=40))[trainee.pk]) == 1


def test_who_waits_with_an_older_text_is_offered_the_new_one(
    half_year_ago: Cohort, trainee: Person
) -> None:
    consent_to_wages(trainee)
    Consent.objects.filter(person=trainee).update(
        text=ConsentText.objects.filter(
            purpose="wages", covers_bands=True, covers_waiting=False
        ).latest("pk")
    )
    mine = reverse("wages:mine")
    words = "要是没有排上，可以问您一次吗"
    assert words not in signed_in(trainee).get(mine).text
    make_waiting(half_year_ago, trainee, yuan=None)
    assert words in signed_in(trainee).get(mine).text
    people.withdraw_consent(trainee, purpose="wages", by=SYSTEM)
    consent_to_waiting(trainee)
    assert words not in signed_in(trainee).get(mine).text


def test_pay_before_is_asked_while_she_waits(
    half_year_ago: Cohort, trainee: Person
) -> None:
    Cohort.objects.filter(pk=half_year_ago.pk).update(status=Cohort.Status.ENROLLING)
    waiting = make_waiting(half_year_ago, trainee, yuan=None)
    client = signed_in(trainee)
    detail = reverse("enrollment:detail", args=[waiting.code])
    before = reverse("wages:baseline", args=[waiting.code])
    assert before in client.get(detail).text
    consent_to_waiting(trainee)
    assert client.get(before).status_code == 200
    client.post(before + "?unit=month", {"pick": "4000", "basis": "net"})
    assert waiting.baseline.record
    assert before not in client.get(detail).text

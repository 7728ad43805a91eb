"""A contest in the browser, without script: judges, contestants, the desk and the public."""

import pytest
from django.test import Client
from django.urls import reverse

from school.assessment.contest import actions
from school.assessment.models import Contest, Contestant, JudgeSheet
from school.journal.actors import SYSTEM
from school.notices.models import Notice
from school.people.models import Person, User
from school.points.models import Posting
from school.portal import waiting
from tests.cast import signed_in
from tests.factories.contests import (
    enter,
    falling,
    finished,
    judge,
    make_contest,
    make_judges,
    sheets_of,
)
from tests.factories.courses import make_edition
from tests.factories.people import make_person
from tests.factories.points import make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def judges() -> list[User]:
    return make_judges()


@pytest.fixture
def contest(judges: list[User]) -> Contest:
    return make_contest(judges=judges)


@pytest.fixture
def pair(contest: Contest, trainee: Person) -> list[Contestant]:
    return [enter(contest, trainee), enter(contest, "欧阳秀珍", "黎川县")]


def page(client: Client, name: str, *values: str) -> str:
    answer = client.get(reverse(name, args=values))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, sheet: JudgeSheet, what: str) -> None:
    url = reverse("assessment:judge_sheet", args=[sheet.code])
    assert client.post(url, {"press": what}).status_code == 302


class TestJudging:
    @pytest.fixture
    def sheet(self, contest: Contest, pair: list[Contestant]) -> JudgeSheet:
        actions.start_round(contest, by=SYSTEM)
        return sheets_of(pair[0])[0]

    def test_a_sheet_is_filled_and_handed_in_without_script(
        self, sheet: JudgeSheet
    ) -> None:
        assert reverse("assessment:judging") in [
            one.href for one in waiting.for_staff(sheet.judge)
        ]
        browser = signed_in(sheet.judge)
        first, second = sheet.station.items.order_by("number")
        fail = sheet.station.critical_fails.all()[0]
        press(browser, sheet, "clock:start")
        press(browser, sheet, "clock:start")
        assert JudgeSheet.objects.get(pk=sheet.pk).ended_at is None
        press(browser, sheet, f"item:{first.code}:full")
        press(browser, sheet, f"item:{first.code}:minus")
        press(browser, sheet, f"critical:{fail.code}:on")
        press(browser, sheet, f"critical:{fail.code}:off")
        press(browser, sheet, "clock:stop")
        submit = reverse("assessment:submit_judging", args=[sheet.code])
        asked = browser.post(submit)
        assert asked["Location"].endswith("?rest")
        assert 'value="not_done"' in browser.get(asked["Location"]).content.decode()
        press(browser, sheet, f"item:{second.code}:half")
        assert browser.post(submit)["Location"] == reverse("assessment:judging")
        sheet.refresh_from_db()
        assert sheet.status == JudgeSheet.Status.SUBMITTED
        assert sheet.seconds is not None
        assert "<span data-total>74</span> / 100" in page(
            browser, "assessment:judge_sheet", sheet.code
        )

    def test_a_tap_sent_twice_by_the_page_counts_once(self, sheet: JudgeSheet) -> None:
        browser = signed_in(sheet.judge)
        url = reverse("assessment:judge_sheet", args=[sheet.code])
        item = sheet.station.items.order_by("number")[0]
        fail = sheet.station.critical_fails.all()[0]
        press(browser, sheet, f"item:{item.code}:full")
        less = f"item:{item.code}:is-{item.points - 1}"
        assert f'value="{less}"' in page(browser, "assessment:judge_sheet", sheet.code)
        for _twice in range(2):
            led = browser.post(url, {"press": less}, headers={"X-From-Page": "1"})
            assert led["X-Go-To"] == f"{url}#{item.code}"
        for nothing in ("is-", "is-x", "is-9999", "is-²", "is-٣x"):
            press(browser, sheet, f"item:{item.code}:{nothing}")
        press(browser, sheet, f"critical:{fail.code}:on")
        answer = browser.get(url, {"rest": ""})
        assert answer.context["view"].total == item.points - 1
        asked = (
            f'data-confirm="{item.points - 1} / 100 · 一票否决 1 · 计 0 分的步骤 1 · '
        )
        assert asked in answer.content.decode()

    def test_a_judge_sees_numbers_and_no_names(self, sheet: JudgeSheet) -> None:
        browser = signed_in(sheet.judge)
        for shown in (
            page(browser, "assessment:judging"),
            page(browser, "assessment:judge_sheet", sheet.code),
        ):
            assert "李春花" not in shown
            assert "金溪县" not in shown

    def test_judges_do_not_see_each_others_sheets(
        self, sheet: JudgeSheet, pair: list[Contestant]
    ) -> None:
        other = sheets_of(pair[0])[1].judge
        answer = signed_in(other).get(
            reverse("assessment:judge_sheet", args=[sheet.code])
        )
        assert answer.status_code == 404

    def test_a_judge_finds_the_way_from_her_marking(self, sheet: JudgeSheet) -> None:
        shown = page(signed_in(sheet.judge), "assessment:my_markings")
        assert reverse("assessment:judging") in shown


class TestNothingLeaks:
    """All is judged and over, and nothing is published: no page, notice or point says so."""

    @pytest.fixture(autouse=True)
    def over(self, contest: Contest, pair: list[Contestant]) -> None:
        make_rule("T09", cap_period="year", cap_points=20, cap_times=None)
        finished(contest, falling(pair, best=87))

    def test_there_is_no_public_page(self, contest: Contest, trainee: Person) -> None:
        url = reverse("assessment:contest", args=[contest.code])
        for who in (None, trainee):
            assert signed_in(who).get(url).status_code == 404
            assert contest.name not in page(signed_in(who), "assessment:contests")

    def test_her_own_page_has_time_and_place_and_no_points(
        self, trainee: Person
    ) -> None:
        shown = page(signed_in(trainee), "assessment:my_contests")
        assert "文化广场" in shown
        assert "87.0" not in shown
        assert "一等奖" not in shown

    def test_no_notice_of_it_and_no_points_came(self, trainee: Person) -> None:
        told = Notice.objects.filter(person=trainee)
        assert [one.kind for one in told] == ["contest_entered"]
        assert not Posting.objects.filter(person=trainee).exists()


def test_who_judges_sees_no_marks_at_the_desk_before_it_is_over(
    registrar: User, contest: Contest, pair: list[Contestant], judges: list[User]
) -> None:
    judges[0].is_superuser = judges[0].is_staff = True
    judges[0].save(update_fields=["is_superuser", "is_staff"])
    actions.start_round(contest, by=SYSTEM)
    judge(sheets_of(pair[0])[1], 87)
    place = ("contest_desk:contestant", pair[0].code)
    assert "<td>87</td>" in page(signed_in(registrar), *place)
    assert "<td>87</td>" not in page(signed_in(judges[0]), *place)
    assert "87.0" not in page(
        signed_in(registrar), "contest_desk:contest", contest.code
    )


def test_who_competes_sees_nothing_at_the_desk_before_it_is_published(
    registrar: User,
) -> None:
    contest = make_contest()
    own, other = enter(contest, make_person(user=registrar)), enter(contest, "乙")
    over = finished(contest, {own: 87, other: 60})
    browser = signed_in(registrar)
    assert "<td>60</td>" not in page(browser, "contest_desk:contestant", other.code)
    assert "60.0" not in page(browser, "contest_desk:contest", contest.code)
    paper = reverse("contest_desk:ranking_pdf", args=[contest.code])
    assert browser.get(paper).status_code == 404
    actions.publish_contest(over, by=SYSTEM)
    assert "60.0" in page(browser, "contest_desk:contest", contest.code)


class TestPublished:
    @pytest.fixture(autouse=True)
    def published(self, contest: Contest, pair: list[Contestant]) -> None:
        over = finished(contest, falling(pair, best=87))
        actions.publish_contest(over, by=SYSTEM)

    def test_everybody_reads_the_ranking_with_masked_names(
        self, contest: Contest
    ) -> None:
        assert contest.name in page(Client(), "assessment:contests")
        shown = page(Client(), "assessment:contest", contest.code)
        assert "87.0" in shown
        assert "李*花" in shown
        assert "李春花" not in shown
        assert "欧阳秀珍" not in shown

    def test_she_may_be_named_and_take_it_back(
        self, contest: Contest, trainee: Person, pair: list[Contestant]
    ) -> None:
        browser = signed_in(trainee)
        url = reverse("assessment:show_name", args=[pair[0].code])
        for show, is_named in (("yes", True), ("no", False)):
            assert browser.post(url, {"show": show}).status_code == 302
            shown = page(Client(), "assessment:contest", contest.code)
            assert ("李春花" in shown) == is_named

    def test_her_own_page_says_what_she_won(self, trainee: Person) -> None:
        assert "一等奖" in page(signed_in(trainee), "assessment:my_contests")

    def test_a_correction_is_told_with_its_reason(
        self, contest: Contest, registrar: User, pair: list[Contestant]
    ) -> None:
        sheet = sheets_of(pair[0])[0]
        url = reverse("contest_desk:correct", args=[sheet.code])
        subject = sheet.station.items.all()[0].code
        sent = {"subject": subject, "value": "0", "reason": "登分有误"}
        assert signed_in(registrar).post(url, sent).status_code == 302
        shown = page(Client(), "assessment:contest", contest.code)
        assert "登分有误" in shown
        assert "62.0" in shown

    def test_the_ranking_is_printed_with_all_names(
        self, contest: Contest, registrar: User
    ) -> None:
        url = reverse("contest_desk:ranking_pdf", args=[contest.code])
        answer = signed_in(registrar).get(url)
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


class TestTheDesk:
    """From draft to published, by its own forms and buttons."""

    @pytest.fixture
    def browser(self, registrar: User) -> Client:
        return signed_in(registrar)

    @pytest.fixture
    def drafted(self, browser: Client) -> Contest:
        sent = {
            "name": "县赛",
            "level": "county",
            "edition": make_edition().pk,
            "team_best": 1,
            "first_prizes": 1,
            "second_prizes": 0,
            "third_prizes": 0,
        }
        browser.post(reverse("contest_desk:new"), sent)
        return Contest.objects.get()

    def send(
        self, browser: Client, step: str, contest: Contest, **data: object
    ) -> None:
        url = reverse(f"contest_desk:{step}", args=[contest.code])
        assert browser.post(url, data).status_code == 302, step

    def test_a_contest_is_held(
        self,
        browser: Client,
        drafted: Contest,
        trainee: Person,
        judges: list[User],
    ) -> None:
        station = drafted.edition.stations.order_by("number")[0]
        round = {"begins_at": "2027-03-20T09:00", "place": "文化广场"}
        panel = {"at": f"1:{station.code}", "judges": [one.pk for one in judges]}
        entry = {"county": "金溪县", "has_consented": "on"}
        account = trainee.user
        assert account
        self.send(browser, "add_round", drafted, **round, stations=[station.pk])
        self.send(browser, "appoint", drafted, **panel)
        self.send(browser, "open", drafted)
        self.send(browser, "enter", drafted, **entry, number=account.phone)
        self.send(browser, "enter", drafted, **entry, guest_name="赵桂兰")
        self.send(browser, "start", drafted)
        for one in Contestant.objects.all():
            for sheet in sheets_of(one):
                judge(sheet, 60 + one.start_number)
        self.send(browser, "close", drafted)
        shown = browser.get(reverse("contest_desk:contest", args=[drafted.code]))
        names = [row.name for row in shown.context["board"].rows]
        assert names == ["赵桂兰", "李春花"]
        self.send(browser, "publish", drafted)
        drafted.refresh_from_db()
        assert drafted.status == Contest.Status.PUBLISHED

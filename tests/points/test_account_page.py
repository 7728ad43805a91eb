from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points import actions
from school.points.shop import actions as shop
from school.standing.models import Standing
from tests.cast import signed_in
from tests.factories.cases import make_deduction
from tests.factories.points import lose, make_monthly_rule, make_rule, make_tiers
from tests.factories.shop import give_points, make_tool
from tests.factories.standing import make_standing

pytestmark = pytest.mark.django_db

URL = reverse("points:account")


def coach(person: Person, times: int, start: int = 0) -> None:
    for number in range(start, start + times):
        actions.award(
            person,
            rule_code="T08",
            source_type="session",
            source_id=str(number),
            by=SYSTEM,
        )


def test_the_page_shows_what_one_has_and_what_it_means(trainee: Person) -> None:
    make_tiers()
    make_rule()
    actions.award(
        trainee, rule_code="T05", source_type="course", source_id="EC", by=SYSTEM
    )
    response = signed_in(trainee).get(URL)
    held = response.context["held"]
    assert (held.score, held.balance) == (115, 15)
    page = response.content.decode()
    for words in ("绿牌", "取得本校培训合格证书", "积分商城"):
        assert words in page


def test_a_newcomer_sees_what_will_come(trainee: Person) -> None:
    response = signed_in(trainee).get(URL)
    assert response.status_code == 200
    assert response.context["held"].score == 100


def test_someone_without_a_name_on_file_is_told_what_to_do(stranger: User) -> None:
    response = signed_in(stranger).get(URL)
    assert response.status_code == 200
    assert "points/nobody.html" in [each.name for each in response.templates]


def test_nobody_sees_it_without_signing_in() -> None:
    assert signed_in(None).get(URL).status_code == 302


def test_each_line_says_what_was_held_after_it(trainee: Person) -> None:
    make_monthly_rule()
    coach(trainee, 3)
    lines = signed_in(trainee).get(URL).context["lines"]
    assert [line.held for line in lines] == [15, 10, 5]
    lines = signed_in(trainee).get(URL, {"account": "score"}).context["lines"]
    assert [line.held for line in lines] == [115, 110, 105]


def test_a_line_over_the_cap_and_a_reversal_say_so(
    trainee: Person, points_officer: User
) -> None:
    make_monthly_rule(cap_points=5)
    coach(trainee, 2)
    given = trainee.postings.filter(points=5)[0]
    actions.reverse(given, by=points_officer, reason="记错人了")
    page = signed_in(trainee).get(URL, {"zeros": ""}).text
    assert "已达本期上限" in page
    assert "+0" not in page
    assert "收回：" in page
    assert "记错人了" in page


@pytest.mark.parametrize(
    ("delta", "shown", "words"),
    [
        (230, 300, "超出的 30 分为您留着"),
        (-120, 0, "低于 0 分的 20 分要先补上"),
        (200, 300, "最高一级"),
    ],
)
def test_past_its_bounds_the_page_says_where_the_account_is(
    trainee: Person, delta: int, shown: int, words: str
) -> None:
    """The lines go on past them, so that what is reversed comes back exactly."""
    make_tiers()
    rule = make_rule("N09" if delta < 0 else "T09", delta=delta, cap_period="none")
    lose(trainee, rule)
    page = signed_in(trainee).get(URL)
    assert page.context["held"].score == shown
    assert words in page.text


def test_what_brought_nothing_is_folded_away_and_still_there(trainee: Person) -> None:
    """An import may bring hundreds of them."""
    make_monthly_rule(cap_points=5)
    coach(trainee, 45)
    client = signed_in(trainee)
    page = client.get(URL)
    assert [line.delta for line in page.context["lines"]] == [5]
    assert page.context["older"] is None
    assert "?account=balance&amp;zeros#lines" in page.text
    address, seen = f"{URL}?account=balance&zeros", 0
    while address:
        page = client.get(address)
        seen += len(page.context["lines"])
        older = page.context["older"]
        assert not older or f"&amp;zeros&amp;before={older}" in page.text
        address = f"{URL}?zeros&before={older}" if older else ""
    assert seen == 45


def test_a_book_without_such_lines_says_nothing_of_them(trainee: Person) -> None:
    make_monthly_rule()
    coach(trainee, 2)
    assert "zeros" not in signed_in(trainee).get(URL).text


def test_what_was_taken_wrongly_is_given_back_in_words(trainee: Person) -> None:
    make_tiers()
    posting = lose(trainee, make_deduction())
    actions.reverse(posting, by=SYSTEM, reason="申诉属实")
    page = signed_in(trainee).get(URL, {"account": "score"}).text
    assert "退还：" in page
    assert "收回：" not in page


def test_what_she_did_herself_bears_no_telephone_number(trainee: Person) -> None:
    make_tiers()
    give_points(trainee, 40)
    assert trainee.user
    shop.redeem(trainee, reward=make_tool(), by=trainee.user)
    page = signed_in(trainee).get(URL).text
    assert "您自己操作的" in page
    assert str(trainee.user) not in page


def test_the_card_is_the_one_that_stands_and_not_what_the_score_would_be(
    trainee: Person,
) -> None:
    make_tiers()
    give_points(trainee, 40)
    assert "绿牌" in signed_in(trainee).get(URL).text
    Standing.objects.filter(person=trainee).delete()
    make_standing(trainee, "red")
    page = signed_in(trainee).get(URL).text
    assert "红牌·整改中" in page
    assert "红牌不会自动解除" in page


def test_one_sees_only_ones_own_lines(trainee: Person, classmate: Person) -> None:
    make_monthly_rule()
    coach(classmate, 2)
    assert not signed_in(trainee).get(URL).context["lines"]


@pytest.mark.parametrize(
    "query", ["?account=held", "?before=0", "?before=x", f"?before={'9' * 40}"]
)
def test_a_strange_address_still_shows_the_account(trainee: Person, query: str) -> None:
    assert signed_in(trainee).get(URL + query).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_ledger(trainee: Person) -> None:
    make_monthly_rule(cap_points=None)
    make_tiers()
    client = signed_in(trainee)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(URL)
        return len(asked)

    coach(trainee, 1)
    few = queries()
    coach(trainee, 45, start=1)
    assert queries() == few <= 25


def test_older_lines_follow_on_pages_of_their_own(trainee: Person) -> None:
    make_monthly_rule(cap_points=None)
    coach(trainee, 45)
    client, address, seen = signed_in(trainee), URL, []
    while True:
        context = client.get(address).context
        seen += [line.held for line in context["lines"]]
        if context["older"] is None:
            break
        address = f"{URL}?before={context['older']}"
    assert seen == [5 * number for number in range(45, 0, -1)]


def test_the_book_says_what_is_held_owed_ending_and_by_whom(
    trainee: Person, points_officer: User
) -> None:
    make_monthly_rule(delta=50, cap_points=None)
    now = timezone.now()
    actions.award(
        trainee,
        rule_code="T08",
        source_type="desk",
        source_id="old",
        by=points_officer,
        at=now - timedelta(days=700),
    )
    actions.hold(trainee, points=20, source_type="redemption", source_id="1", by=SYSTEM)
    page = signed_in(trainee).get(URL)
    assert [ending.points for ending in page.context["endings"]] == [30]
    for words in ("孙积分", "冻结", "已预留，还没扣掉", "累计获得"):
        assert words in page.text


def test_the_book_says_how_long_points_last_before_its_lines(trainee: Person) -> None:
    text = signed_in(trainee).get(URL).text
    lasting = text.index("24 个月内可以花")
    assert "最晚提前 30 天通知您" in text
    assert lasting < text.index('id="lines"')

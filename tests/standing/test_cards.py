from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from school.certificates.models import Certificate
from school.certificates.signals import issued
from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points import actions as points
from school.standing import actions, refusals, tasks
from school.standing.models import Standing, StandingChange
from tests.cast import signed_in
from tests.factories.standing import make_issued, make_standing, scheme, take

pytestmark = pytest.mark.django_db
NOW = timezone.now()
AGO = timedelta(days=20)


@pytest.fixture
def red(trainee: Person) -> Standing:
    """Red since twenty days, by two deductions; retrained and back above 80."""
    scheme()
    for number in range(2):
        take(trainee, "N08", at=NOW - AGO - timedelta(days=30), source_id=f"{number}")
    Standing.objects.filter(card="red").update(since=NOW - AGO)
    for number in range(4):
        points.award(
            trainee,
            rule_code="C01",
            source_type="volunteer",
            source_id=f"{number}",
            by=SYSTEM,
        )
    points.award(
        trainee, rule_code="R01", source_type="retraining", source_id="1", by=SYSTEM
    )
    return actions.recompute(trainee)


def lift(standing: Standing, by: User, **words: str) -> Standing:
    return actions.lift(standing, by=by, **{"reason": "整改完成", **words})


def certified(person: Person) -> None:
    certificate = Certificate.objects.get(enrollment__person=make_issued(person))
    issued.send(sender=Certificate, certificate=certificate)


def test_a_change_is_kept_journalled_and_told(trainee: Person) -> None:
    scheme()
    take(trainee, "N07", at=NOW)
    standing = actions.recompute(trainee)
    assert (standing.card, standing.score) == ("watch", 90)
    change = StandingChange.objects.get()
    assert (change.before, change.after, change.score) == ("green", "watch", 90)
    assert JournalEntry.objects.filter(verb="standing.change_card").count() == 1
    assert Notice.objects.filter(kind="card_changed").count() == 1
    actions.recompute(trainee)
    assert StandingChange.objects.count() == 1


def test_only_the_clockwork_recomputes(trainee: Person, points_officer: User) -> None:
    with pytest.raises(NotPermitted):
        actions.recompute(trainee, by=points_officer)


def test_red_waits_for_a_person(red: Standing) -> None:
    assert (red.card, red.score) == ("red", 90)
    assert [one["code"] for one in red.reasons] == ["to_lift"]


def test_lifting_red(red: Standing, points_officer: User) -> None:
    standing = lift(red, points_officer)
    assert standing.card == "watch"
    change = StandingChange.objects.first()
    assert change is not None
    assert (change.is_lifting, change.words) == (True, "整改完成")
    assert actions.recompute(standing.person).card == "watch"
    with pytest.raises(refusals.NotRed):
        lift(standing, points_officer)


def test_lifting_is_for_the_association_and_needs_words(
    red: Standing, registrar: User, points_officer: User
) -> None:
    for by in (registrar, SYSTEM):
        with pytest.raises(NotPermitted):
            lift(red, by)
    with pytest.raises(refusals.WordsNeeded):
        lift(red, points_officer, reason=" ")
    red.person.user = points_officer
    with pytest.raises(refusals.OwnCard):
        lift(red, points_officer)


def test_lifting_waits_for_each_step(trainee: Person, points_officer: User) -> None:
    scheme()
    for number in range(2):
        take(trainee, "N08", at=NOW, source_id=f"{number}")
    standing = actions.recompute(trainee)
    with pytest.raises(refusals.WayNotDone) as refused:
        lift(standing, points_officer)
    assert "还差 20 分" in str(refused.value)


def test_what_was_reversed_is_lifted_at_once(
    trainee: Person, points_officer: User
) -> None:
    scheme()
    lines = [take(trainee, "N08", at=NOW, source_id=f"{n}") for n in range(2)]
    standing = actions.recompute(trainee)
    points.reverse(lines[0], by=SYSTEM, reason="申诉成立")
    standing = actions.recompute(trainee)
    assert (standing.card, standing.reasons) == ("red", [{"code": "undone"}])
    assert lift(standing, points_officer).card == "watch"


def test_the_days_review_finds_what_time_has_changed(trainee: Person) -> None:
    scheme()
    take(trainee, "N10", at=NOW - timedelta(days=40))
    take(trainee, "N07", at=NOW)
    # As it was before the last day to appeal.
    yesterday = timezone.localdate() - timedelta(days=1)
    Standing.objects.update(card="green", review_on=yesterday)
    standing = Standing.objects.get()
    assert tasks.review_cards() == 1
    standing.refresh_from_db()
    assert standing.card == "red"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE standing_standingchange SET score = 1",
        "DELETE FROM standing_standingchange",
    ],
)
def test_the_history_is_append_only(trainee: Person, change: str) -> None:
    scheme()
    take(trainee, "N07", at=NOW)
    actions.recompute(trainee)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as raw:
        raw.execute(change)


def test_a_worker_reads_why_and_the_way_back(trainee: Person) -> None:
    scheme()
    for number in range(2):
        take(trainee, "N08", at=NOW, source_id=f"{number}")
    actions.recompute(trainee)
    page = signed_in(trainee).get(reverse("standing:mine")).text
    assert "红牌·整改中" in page
    assert "还差 20 分" in page
    assert "满 15 天" in page


def test_a_green_card_without_anything_on_record(trainee: Person) -> None:
    scheme()
    page = signed_in(trainee).get(reverse("standing:mine")).text
    assert "绿牌" in page
    assert "way" not in page.split("<main", 1)[1].split("</main", 1)[0].replace(
        "away", ""
    )


def test_who_has_not_given_a_name_is_told_to(stranger: User) -> None:
    assert signed_in(stranger).get(reverse("standing:mine")).status_code == 200


def test_a_card_is_for_her_and_for_those_who_decide(
    trainee: Person, stranger: User, points_officer: User
) -> None:
    make_standing(trainee, "red", private_through=timezone.localdate())
    assert not Standing.objects.settled().exists()
    Standing.objects.update(private_through=timezone.localdate() - timedelta(days=1))
    assert Standing.objects.settled().exists()
    for reader, sees in ((trainee.user, 1), (stranger, 0), (points_officer, 1)):
        assert Standing.objects.visible_to(reader).count() == sees
    assert not Permission.objects.filter(codename__contains="dispatch_by").exists()


def test_a_red_page_says_what_rests_and_who_reads_it(trainee: Person) -> None:
    scheme()
    make_standing(trainee, "red", private_through=timezone.localdate())
    page, client = reverse("standing:mine"), signed_in(trainee)
    assert "申诉期结束前照常有效" in client.get(page).text
    Standing.objects.update(private_through=timezone.localdate() - timedelta(days=1))
    assert "优先接单权也暂停" in client.get(page).text


def test_the_desk_shows_and_lifts(red: Standing, points_officer: User) -> None:
    client = signed_in(points_officer)
    there = [red.person.code]
    assert "解除红牌" in client.get(reverse("standing_desk:person", args=there)).text
    client.post(reverse("standing_desk:lift", args=there), {"reason": "整改完成"})
    red.refresh_from_db()
    assert red.card == "watch"


def test_a_card_that_training_holds_back_is_given_back_with_the_certificate(
    trainee: Person,
) -> None:
    scheme()
    make_standing(trainee, "watch", reasons=[{"code": "training"}])
    certified(trainee)
    assert Standing.objects.get().card == "green"


def test_another_card_is_looked_at_in_the_night_after_a_certificate(
    trainee: Person,
) -> None:
    scheme()
    make_standing(trainee)
    certified(trainee)
    standing = Standing.objects.get()
    assert standing.review_on == timezone.localdate() + timedelta(days=1)
    Standing.objects.update(review_on=timezone.localdate())
    assert tasks.review_cards() == 1
    standing.refresh_from_db()
    assert standing.review_on != timezone.localdate()


def test_an_earlier_look_is_not_put_off_by_a_certificate(trainee: Person) -> None:
    make_standing(trainee, review_on=timezone.localdate())
    certified(trainee)
    assert Standing.objects.get().review_on == timezone.localdate()


def test_who_has_a_certificate_and_no_card_gets_one_in_the_night(
    trainee: Person,
) -> None:
    scheme()
    certified(trainee)
    assert not Standing.objects.exists()
    assert tasks.review_cards() == 1
    assert Standing.objects.get().person == trainee

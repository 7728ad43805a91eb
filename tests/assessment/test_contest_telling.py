"""What contestants are told, when, and who comes next when somebody leaves."""

import pytest

from school.assessment.contest import actions
from school.assessment.models import Contest, Contestant, Round
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.notices import wording
from school.notices.models import Notice
from school.people.models import Person
from tests.factories.contests import (
    enter,
    falling,
    hold_round,
    judge,
    make_contest,
    sheets_of,
)
from tests.factories.people import make_trainee


@pytest.fixture
def contest(db: None) -> Contest:
    return make_contest(going_on=[2])


@pytest.fixture
def field(contest: Contest, trainee: Person) -> list[Contestant]:
    """Best first; one of them is a guest, who is told nothing."""
    third = make_trainee(name="周秀兰")
    return [
        enter(contest, who)
        for who in (trainee, "乙", third, make_trainee(name="陶桂香"))
    ]


def told(person: Person | None) -> list[str]:
    return [one.kind for one in Notice.objects.filter(person=person).order_by("pk")]


def text(person: Person | None) -> str:
    letter = wording.letter(Notice.objects.filter(person=person).order_by("pk").last())
    return f"{letter.subject} {letter.body}"


def now(contest: Contest) -> Contest:
    return Contest.objects.get(pk=contest.pk)


def test_she_reads_when_and_where_and_her_number(
    contest: Contest, field: list[Contestant]
) -> None:
    assert told(field[0].person) == ["contest_entered"]
    assert "参赛号1" in text(field[0].person)
    assert "文化广场" in text(field[0].person)
    assert Notice.objects.count() == 3


def test_through_or_out_is_told_when_the_round_is_closed_and_without_a_mark(
    contest: Contest, field: list[Contestant]
) -> None:
    actions.start_round(contest, by=SYSTEM)
    for one, points in falling(field, best=87).items():
        for sheet in sheets_of(one):
            judge(sheet, points)
    assert Notice.objects.exclude(kind="contest_entered").count() == 0
    actions.close_round(contest, by=SYSTEM)
    assert told(field[0].person) == ["contest_entered", "contest_through"]
    assert "第2轮" in text(field[0].person)
    for out in field[2:]:
        assert told(out.person) == ["contest_entered", "contest_out"]
    for one in Notice.objects.all():
        letter = wording.letter(one)
        assert "87" not in f"{letter.subject} {letter.body}"


def test_after_the_last_round_nobody_is_told_before_it_is_published(
    contest: Contest, field: list[Contestant], trainee: Person
) -> None:
    hold_round(contest, falling(field))
    count = Notice.objects.count()
    hold_round(now(contest), {field[0]: 80, field[1]: 60})
    assert Notice.objects.count() == count
    actions.publish_contest(now(contest), by=SYSTEM)
    assert told(trainee)[-1] == "contest_published"
    assert Notice.objects.filter(kind="contest_published").count() == 3
    sheet = sheets_of(field[2])[0]
    item = sheet.station.items.order_by("number")[0]
    actions.correct_mark(sheet, subject=item, value=49, by=SYSTEM, reason="登分有误")
    # Of a correction only those who stand otherwise than before.
    assert Notice.objects.filter(kind="contest_published").count() == 4
    assert "登分有误" in text(field[2].person)


class TestWithdrawing:
    def final(self, contest: Contest) -> set[Contestant]:
        final = Round.objects.get(contest=contest, number=2)
        places = final.places.filter(contestant__withdrawn_at=None)
        return {place.contestant for place in places}

    def test_between_two_rounds_the_next_goes_on(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        hold_round(contest, falling(field))
        actions.withdraw_contestant(field[0], by=SYSTEM, reason="受伤")
        assert self.final(contest) == set(field[1:3])
        assert "递补" in text(field[2].person)
        assert told(field[3].person) == ["contest_entered", "contest_out"]
        entry = Entry.objects.get(verb="assessment.withdraw_contestant")
        assert entry.data["moved_up"] == [field[2].pk]

    def test_nobody_goes_on_for_who_was_out(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        hold_round(contest, falling(field))
        actions.withdraw_contestant(field[3], by=SYSTEM, reason="受伤")
        assert self.final(contest) == set(field[:2])

    def test_once_the_round_has_begun_the_place_stays_empty(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        hold_round(contest, falling(field))
        actions.start_round(now(contest), by=SYSTEM)
        actions.withdraw_contestant(field[0], by=SYSTEM, reason="受伤")
        assert self.final(contest) == {field[1]}

"""Contests of the access matrix: one at each of its stages, the trainee in those that run."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from school.assessment.contest import actions
from school.assessment.models import Contest, Contestant, JudgeSheet
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.factories.contests import (
    enter,
    falling,
    finished,
    make_contest,
    make_draft,
    make_judges,
    sheets_of,
)

if TYPE_CHECKING:
    from tests.access.world import World


@dataclass(frozen=True)
class Contests:
    """`published` with the trainee as `contestant`; her sheet there, and one to be judged."""

    published: Contest
    contestant: Contestant
    judged_sheet: JudgeSheet
    draft: Contest
    open: Contest
    running: Contest
    judge_sheet: JudgeSheet


def hold_contests(world: "World") -> Contests:
    contestant, running = publish_one(world), judge_one(world)
    examiner = world.people["examiner"]
    return Contests(
        published=contestant.contest,
        contestant=contestant,
        judged_sheet=sheets_of(contestant)[0],
        draft=make_draft(edition=world.edition),
        open=make_contest(edition=world.edition),
        running=running.contest,
        judge_sheet=next(one for one in sheets_of(running) if one.judge == examiner),
    )


def publish_one(world: "World") -> Contestant:
    """Over and published, with the trainee and a guest."""
    contest = make_contest(edition=world.edition)
    hers, guest = enter(contest, world.person), enter(contest, "赵桂兰", "黎川县")
    actions.publish_contest(finished(contest, falling([hers, guest])), by=SYSTEM)
    return Contestant.objects.get(pk=hers.pk)


def judge_one(world: "World") -> Contestant:
    """Under way; the examiner has yet to judge."""
    examiner = world.people["examiner"]
    assert isinstance(examiner, User)
    contest = make_contest(edition=world.edition, judges=[examiner, *make_judges(1)])
    hers, _guest = enter(contest, world.person), enter(contest, "赵桂兰")
    actions.start_round(contest, by=SYSTEM)
    return hers

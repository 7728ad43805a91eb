"""Before its release no mark of the practical is shown, told, or to be guessed.

Every answer of the school to the candidate is the same, byte for byte, however her sheets
are filled in: so is its weight, its order, and what it leaves out.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from school.assessment import actions
from school.assessment.evidence import practical_states
from school.assessment.models import Marking, Result
from school.journal.actors import SYSTEM
from tests.access import world as worlds
from tests.access.leaks import Shown, at_one_moment, different, shown_to, told_to
from tests.factories.appeals import make_hearer
from tests.factories.assessment import add_examiner, fill_sheet, markings_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rights")]

# The candidate, and those who might be asked by her to look.
READERS = ["trainee", "other_trainee", "company_contact", "anonymous"]
# A question to practise, a paper drawn anew, the room's code, an ID number of nobody's, the
# code of a training record that is shown.
BY_CHANCE = {
    # Its link bears the second in which it was made.
    "privacy:mine",
    "certificates:release",
    # A ticket of its own each time.
    "points:redeem",
    "assessment:practise_on",
    "assessment:start",
    "attendance:here",
    "people:identity",
}
NOTE = "评语仅供考评员"


def hand_in(sheet: Marking, *, points: int) -> None:
    """With a note, which some sheets are not taken without."""
    actions.write_note(sheet, note=NOTE, by=SYSTEM)
    fill_sheet(sheet, points=points)


def all_in(world: worlds.World) -> None:
    """37 and 38 of 50 for each step: 37.5, a number that stands nowhere else."""
    for number, sheet in enumerate(markings_of(world.practical)):
        hand_in(sheet, points=37 + number % 2)


def critical_step(world: worlds.World) -> None:
    for sheet in markings_of(world.practical):
        fail = sheet.practical_station.station.critical_fails.get(
            effect="fail_practical"
        )
        actions.mark_critical(sheet, critical_fail=fail, is_observed=True, by=SYSTEM)
        hand_in(sheet, points=1)


def third_called(world: worlds.World) -> None:
    add_examiner(world.cohort, "林考评员")
    one, other = markings_of(world.practical)[:2]
    fill_sheet(one, points=45)
    fill_sheet(other, points=20)


def third_decides(world: worlds.World) -> None:
    third_called(world)
    for sheet in Marking.objects.filter(status=Marking.Status.OPEN):
        hand_in(sheet, points=41)


MARKED: dict[str, Callable[[worlds.World], None]] = {
    "all sheets are in": all_in,
    "a critical step in every station": critical_step,
    "two differ and a third is called": third_called,
    "the third has decided": third_decides,
}


@pytest.fixture(scope="module")
def still(world: worlds.World) -> Iterator[None]:
    with at_one_moment():
        yield


@pytest.fixture(scope="module")
def before(world: worlds.World, still: None) -> dict[str, Shown]:
    """With her stations drawn and no mark given."""
    return {role: shown_to(role, world) for role in READERS}


def test_two_walks_at_one_moment_show_the_same(
    before: dict[str, Shown], world: worlds.World
) -> None:
    """So that a difference can only come of marks."""
    again = shown_to("trainee", world)
    assert set(different(before["trainee"], again)) <= BY_CHANCE


@pytest.mark.parametrize("how", MARKED)
def test_before_the_release_every_answer_is_the_same_however_it_is_marked(
    how: str, before: dict[str, Shown], world: worlds.World
) -> None:
    readers = READERS if how == "all sheets are in" else ["trainee"]
    with transaction.atomic():
        told = told_to(world)
        MARKED[how](world)
        assert told_to(world) == told
        for role in readers:
            shown = shown_to(role, world)
            assert set(different(before[role], shown)) <= BY_CHANCE, role
        transaction.set_rollback(True)


def test_a_retake_shows_nothing_of_its_marks_beside_the_former_result(
    world: worlds.World, still: None
) -> None:
    with transaction.atomic():
        critical_step(world)
        _release(world)
        retake = actions.open_practical(world.enrollment, by=SYSTEM)
        opened = shown_to("trainee", world)
        told = told_to(world)
        for sheet in markings_of(retake):
            fill_sheet(sheet, points=38)
        assert practical_states([retake])[0].is_settled
        shown = shown_to("trainee", world)
        assert set(different(opened, shown)) <= BY_CHANCE
        assert told_to(world) == told
        transaction.set_rollback(True)


def test_after_the_release_the_same_pages_show_it(
    before: dict[str, Shown], world: worlds.World
) -> None:
    """So that the tests above look where something would stand."""
    with transaction.atomic():
        all_in(world)
        told = told_to(world)
        _release(world)
        shown = shown_to("trainee", world)
        assert b"37.5" in shown["assessment:result"]
        assert "assessment:result" in different(before["trainee"], shown)
        assert len(told_to(world)) > len(told)
        # What an examiner notes down is for examiners, then as before.
        assert not [name for name in shown if NOTE.encode() in shown[name]]
        transaction.set_rollback(True)


def test_who_appealed_learns_nothing_before_it_is_heard(
    before: dict[str, Shown], world: worlds.World
) -> None:
    """Not who hears it, nor that somebody else does now; and nobody else ever does."""
    with transaction.atomic():
        told = told_to(world)
        other = make_hearer()
        given = actions.give_appeal(world.appeal, examiner=other, by=SYSTEM)
        assert told_to(world) == told
        shown = shown_to("trainee", world)
        assert set(different(before["trainee"], shown)) <= BY_CHANCE
        actions.hear_appeal(given, changes={}, words="照片看得清。", by=other)
        shown = shown_to("trainee", world)
        assert "照片看得清。".encode() in shown["assessment:appeal"]
        assert len(told_to(world)) > len(told)
        for role in READERS[1:]:
            shown = shown_to(role, world)
            assert set(different(before[role], shown)) <= BY_CHANCE, role
        transaction.set_rollback(True)


def _release(world: worlds.World) -> None:
    actions.submit_exam(world.attempt, by=SYSTEM)
    actions.release(world.cohort, by=SYSTEM)
    assert Result.objects.filter(enrollment=world.enrollment).exists()

"""What the made-up school shows of the practical, of contests, and of work after them."""

from django.utils import timezone

from school.assessment.models import (
    AssessmentDay,
    Conflict,
    Contest,
    Licence,
    Marking,
    Proof,
    Publication,
    Round,
    StrayMark,
)
from school.wages.models import OwedPay
from school.wages.phoning.actions import to_phone

Role, Status = Marking.Role, Marking.Status


def an_evening_is_planned_for_some() -> None:
    day = AssessmentDay.objects.get()
    assert day.on > timezone.localdate()
    slots = [slot for lane in day.lanes.all() for slot in lane.slots.all()]
    assert len({slot.practical_station.practical_id for slot in slots}) == 3
    assert len(slots) == 9


def where_examiners_differ_a_third_or_a_moderator_decides() -> None:
    waiting = Marking.objects.filter(status=Status.OPEN)
    assert waiting.filter(role=Role.THIRD).exists()
    moderation = waiting.get(role=Role.MODERATOR)
    others = moderation.practical_station.markings.exclude(pk=moderation.pk)
    assert {one.status for one in others} == {Status.SUBMITTED}


def examiners_have_papers_and_relatives() -> None:
    assert Licence.objects.count() == 3
    assert Conflict.objects.get().ended_at is None
    assert Proof.objects.count() == 2


def a_mark_came_too_late() -> None:
    assert StrayMark.objects.open().count() == 1


def a_contest_is_over_and_another_is_open() -> None:
    held = Contest.objects.get(status=Contest.Status.PUBLISHED)
    assert Publication.objects.filter(contest=held).exists()
    assert Round.objects.filter(contest=held).count() == 2
    to_come = Contest.objects.get(status=Contest.Status.OPEN)
    assert to_come.contestants.count() == 2


def some_are_to_be_phoned_and_some_were_not_paid() -> None:
    assert to_phone(on=timezone.localdate()).exists()
    owed = OwedPay.objects.values_list("status", flat=True)
    assert set(owed) == {"told", "talking", "paid"}


CHECKS = [
    an_evening_is_planned_for_some,
    where_examiners_differ_a_third_or_a_moderator_decides,
    examiners_have_papers_and_relatives,
    a_mark_came_too_late,
    a_contest_is_over_and_another_is_open,
    some_are_to_be_phoned_and_some_were_not_paid,
]

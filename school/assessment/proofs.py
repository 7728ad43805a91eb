"""What is pinned to the steps, as the pages show it: read once for a whole page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from school.assessment.models import (
    Appeal,
    Marking,
    PracticalStation,
    Proof,
    Result,
)
from school.assessment.rules import proofs as rules
from school.courses.models import CriticalFail, Item, Station
from school.people.models import ConsentText, User

Step = Item | CriticalFail


@dataclass(slots=True)
class PinnedProofs:
    """By step. `may_pin`: whether `examiner_id` may pin more on this sheet."""

    examiner_id: int
    may_pin: bool
    by_step: dict[tuple[bool, int], list[Proof]]

    def at(self, step: Step) -> list[Proof]:
        return self.by_step.get(_key(step), [])

    def has_room(self, step: Step) -> bool:
        """For one more of one's own."""
        own = [one for one in self.at(step) if one.taken_by_id == self.examiner_id]
        return self.may_pin and len(own) < rules.MOST_PER_STEP


@dataclass(slots=True)
class ShownProofs:
    """Those of a result, by station and place of the item, or code of the critical fail."""

    by_step: dict[tuple[str, int | str], list[Proof]] = field(default_factory=dict)


def on_sheet(marking: Marking, user: User) -> PinnedProofs:
    """One's own, for whoever is called in also the others'; and whether more may be taken."""
    found = Proof.objects.visible_to(user)
    if marking.is_called:
        found = found.filter(marking__practical_station=marking.practical_station_id)
    else:
        found = found.filter(marking=marking)
    person = marking.practical_station.practical.enrollment.person
    return PinnedProofs(
        examiner_id=user.pk,
        may_pin=marking.status == Marking.Status.OPEN
        and person.has_consented(ConsentText.Purpose.PICTURES),
        by_step=_by_step(found),
    )


def on_sheets(sheets: Iterable[Marking], user: User) -> PinnedProofs:
    """Those on several sheets that this reader may see."""
    found = Proof.objects.visible_to(user).filter(marking__in=sheets)
    return PinnedProofs(examiner_id=user.pk, may_pin=False, by_step=_by_step(found))


def at_hearing(appeal: Appeal, user: User) -> PinnedProofs:
    """Everybody's at the stations that it is about."""
    found = Proof.objects.visible_to(user).filter(
        marking__practical_station__appeals=appeal
    )
    return PinnedProofs(examiner_id=user.pk, may_pin=False, by_step=_by_step(found))


def on_result(result: Result | None, user: User) -> ShownProofs:
    """Those of the practical that the result rests on, at the step of its breakdown."""
    shown = ShownProofs()
    if result is None or result.practical_id is None:
        return shown
    places = PracticalStation.objects.filter(practical=result.practical_id)
    # Of a station that a retake kept, where its marks were given.
    here = Q(marking__practical_station__in=places)
    before = Q(marking__practical_station__in=places.values("carried_from"))
    found = _by_step(Proof.objects.visible_to(user).filter(here | before))
    if not found:
        return shown
    for station in _stations(found):
        for place, item in enumerate(station.items.all(), start=1):
            shown.by_step[station.code, place] = found.get(_key(item), [])
        for fail in station.critical_fails.all():
            shown.by_step[station.code, fail.code] = found.get(_key(fail), [])
    return shown


def _stations(found: dict[tuple[bool, int], list[Proof]]) -> QuerySet[Station]:
    sheets = {one.marking_id for proofs in found.values() for one in proofs}
    places = Station.objects.filter(
        pk__in=Marking.objects.filter(pk__in=sheets).values(
            "practical_station__station"
        )
    )
    return places.prefetch_related(
        Prefetch("items", Item.objects.order_by("number")), "critical_fails"
    )


def _by_step(proofs: Iterable[Proof]) -> dict[tuple[bool, int], list[Proof]]:
    found: dict[tuple[bool, int], list[Proof]] = {}
    for proof in proofs:
        found.setdefault(_key_of(proof), []).append(proof)
    return found


def _key(step: Step) -> tuple[bool, int]:
    return isinstance(step, Item), step.pk


def _key_of(proof: Proof) -> tuple[bool, int]:
    step = proof.item_id or proof.critical_fail_id
    assert step is not None
    return proof.item_id is not None, step

"""Events of the platform are kept, and what follows from them follows: awards, matters, reversals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.points.actions.booking import lock_all
from school.points.cases.actions import recall_sources
from school.service import rules
from school.service.actions import awarding
from school.service.models import Matter, ServiceEvent
from school.service.models.matter import CASE_SOURCE
from school.service.rules import Told
from school.service.signals import kept
from school.service.workers import Worker, in_parts, workers_of

IMPORT = "service.import_events"
KEPT, KNOWN, REFUSED = "kept", "known", "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one of them: kept, known before, or refused and why."""

    external_id: str
    status: str
    code: str = ""


@dataclass
class _Batch:
    told: Sequence[Told]
    workers: Mapping[str, Worker]
    events: dict[str, ServiceEvent]
    withdrawn: set[str]
    # When the same was told of an order by another platform, and stands.
    elsewhere: Mapping[tuple[int, str, str], list[datetime]]
    new: list[ServiceEvent] = field(default_factory=list)


def keep(
    told: Sequence[Told], *, by: Actor, at: datetime | None = None
) -> list[Answer]:
    """Keep what is new; one that is refused keeps no other back. The answer to each, in order."""
    if not by.has_perm(IMPORT):
        raise NotPermitted
    now = at or timezone.now()
    try:
        return _keep(told, by=by, at=now)
    except IntegrityError:
        # Two sent the same at once: it is known by now.
        return _keep(told, by=by, at=now)


@transaction.atomic
def _keep(told: Sequence[Told], *, by: Actor, at: datetime) -> list[Answer]:
    told = [replace(one, text=rules.kept_text(one.text)) for one in told]
    batch = _opened(told)
    answers: dict[int, Answer] = {}
    for one in rules.in_order(told):
        answers[id(one)] = _taken(one, batch, by=by, at=at)
    _write(batch.new)
    journal.record_each(by=by, verb="service.keep", on=batch.new, at=at)
    _follow(batch.new, at=at)
    if batch.new:
        kept.send(ServiceEvent, events=batch.new)
    return [answers[id(one)] for one in told]


def expected(told: Sequence[Told], *, at: datetime) -> list[Answer]:
    """What `keep` would answer now; nothing is kept."""
    told = [replace(one, text=rules.kept_text(one.text)) for one in told]
    batch = _opened(told)
    answers = {
        id(one): _taken(one, batch, by=SYSTEM, at=at) for one in rules.in_order(told)
    }
    return [answers[id(one)] for one in told]


def _opened(told: Sequence[Told]) -> _Batch:
    """Everything that is asked of the database, at once."""
    numbers = {one.external_id for one in told} | {one.withdraws for one in told}
    platforms = {one.platform for one in told}
    rows = ServiceEvent.objects.filter(platform__in=platforms)
    rows = rows.select_related("withdraws", "withdrawn_by", "person")
    known = (
        one for part in in_parts(numbers) for one in rows.filter(external_id__in=part)
    )
    events = {_key(one.platform, one.external_id): one for one in known}
    withdrawn = {key for key, one in events.items() if not one.is_standing}
    workers = workers_of(one.worker for one in told)
    elsewhere = _elsewhere(told, workers, platforms)
    return _Batch(told, workers, events, withdrawn, elsewhere)


def _elsewhere(
    told: Sequence[Told], workers: Mapping[str, Worker], platforms: Iterable[str]
) -> Mapping[tuple[int, str, str], list[datetime]]:
    theirs = ServiceEvent.objects.standing().filter(
        person__in={worker.pk for worker in workers.values()}
    )
    others = theirs.exclude(platform__in=platforms).order_by()
    found: dict[tuple[int, str, str], list[datetime]] = defaultdict(list)
    for part in in_parts(one.order for one in told):
        rows = others.filter(order__in=part)
        for person, kind, order, at in rows.values_list(
            "person_id", "kind", "order", "occurred_at"
        ):
            found[person, kind, order].append(at)
    return found


def _write(events: Sequence[ServiceEvent]) -> None:
    """A withdrawal can only name what has been written."""
    withdrawals = [one for one in events if one.withdraws]
    others = [one for one in events if not one.withdraws]
    ServiceEvent.objects.bulk_create(others, batch_size=500)
    for one in withdrawals:
        one.withdraws = one.withdraws
    ServiceEvent.objects.bulk_create(withdrawals, batch_size=500)


def _key(platform: str, external_id: str) -> str:
    return f"{platform} {external_id}"


def _taken(one: Told, batch: _Batch, *, by: Actor, at: datetime) -> Answer:
    code = rules.fault(one, now=at)
    key = _key(one.platform, one.external_id)
    there = batch.events.get(key)
    # A platform that sends its past again is not told that it is too old.
    if there and code in {"", "too_old"}:
        status = KNOWN if _is_same(one, there, batch) else REFUSED
        return Answer(
            one.external_id, status, "" if status == KNOWN else "other_content"
        )
    about = batch.events.get(_key(one.platform, one.withdraws))
    worker = batch.workers.get(one.worker)
    if not code and one.kind == rules.WITHDRAWN:
        code = _against_withdrawing(one, about, batch)
    elif not code and worker is None:
        code = "unknown_worker"
    elif not code and worker and _is_elsewhere(one, worker, batch):
        code = "other_platform"
    if code:
        return Answer(one.external_id, REFUSED, code)
    event = _event(one, worker, about, by=by, at=at)
    batch.new.append(event)
    batch.events[key] = event
    if about is not None and event.withdraws is not None:
        batch.withdrawn.add(_key(about.platform, about.external_id))
    return Answer(one.external_id, KEPT)


def _is_elsewhere(one: Told, worker: Worker, batch: _Batch) -> bool:
    """The platform under another name: the worker, the order, the kind and the day are the same."""
    there = batch.elsewhere.get((worker.pk, one.kind, one.order), [])
    return any(abs(at - one.occurred_at) <= rules.A_DAY for at in there)


def _against_withdrawing(one: Told, about: ServiceEvent | None, batch: _Batch) -> str:
    if about is None or about.kind == rules.WITHDRAWN:
        return "withdraws_unknown"
    is_gone = _key(one.platform, one.withdraws) in batch.withdrawn
    return "withdrawn_already" if is_gone else ""


def _is_same(one: Told, there: ServiceEvent, batch: _Batch) -> bool:
    worker = batch.workers.get(one.worker)
    if one.kind == rules.WITHDRAWN:
        about = there.withdraws.external_id if there.withdraws else ""
        return there.kind == one.kind and about == one.withdraws
    # Words that were deleted since are not held against it.
    text = "" if there.text_gone_on else one.text
    mine = (worker.pk if worker else None, one.kind, one.order, text)
    theirs = (there.person_id, there.kind, there.order, there.text)
    return (
        mine == theirs
        and (_stars(one), _complaint(one)) == (there.stars, there.complaint)
        and one.occurred_at == there.occurred_at
    )


def _stars(one: Told) -> int | None:
    return one.stars if one.kind == rules.REVIEW else None


def _complaint(one: Told) -> str:
    return one.complaint if one.kind == rules.COMPLAINT else ""


def _event(
    one: Told,
    worker: Worker | None,
    about: ServiceEvent | None,
    *,
    by: Actor,
    at: datetime,
) -> ServiceEvent:
    withdraws = about if one.kind == rules.WITHDRAWN else None
    person = withdraws.person if withdraws else worker
    assert person
    return ServiceEvent(
        platform=one.platform,
        external_id=one.external_id,
        person=person,
        kind=one.kind,
        complaint=_complaint(one),
        stars=_stars(one),
        order=one.order,
        occurred_at=one.occurred_at,
        text=one.text,
        withdraws=withdraws,
        actor_label=str(by)[:120],
        kept_at=at,
    )


def _follow(events: Sequence[ServiceEvent], *, at: datetime) -> None:
    """Good words give points by themselves; of bad ones a person is to judge."""
    # Cases before accounts, as whoever confirms one holds them.
    undone = [one.withdraws.code for one in events if one.withdraws]
    recall_sources(CASE_SOURCE, undone, by=SYSTEM, at=at)
    # All of them, in one order: those whose points go back too.
    lock_all(one.person_id for one in events)
    gone = {one.withdraws.pk for one in events if one.withdraws}
    Matter.objects.bulk_create(
        [Matter(event=one) for one in events if one.kind in rules.ADVERSE],
        batch_size=500,
    )
    awarding.give([one for one in events if one.pk not in gone])
    for one in events:
        if one.withdraws:
            _undo(one.withdraws, by_event=one, at=at)


def _undo(event: ServiceEvent, *, by_event: ServiceEvent, at: datetime) -> None:
    """What follows from an event is undone with it."""
    waiting = Matter.objects.filter(event=event, status=Matter.Status.WAITING)
    if waiting.update(status=Matter.Status.WITHDRAWN, settled_at=at):
        journal.record(by=SYSTEM, verb="service.withdraw", on=event, at=at)
    awarding.take_back(event, by_event=by_event, at=at)

"""Taking answers: each is kept as it came, and the one given last counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_sit, is_candidate
from school.assessment.actions.exam import locked
from school.assessment.models import GRACE, Answer, AnswerEvent, Attempt, Paper
from school.assessment.papers import belongs, keys_of, tidied
from school.assessment.rules import arrivals
from school.assessment.rules.arrivals import Fate
from school.journal.actors import Actor
from school.lib.errors import NotPermitted, Refusal
from school.lib.format import clock
from school.people.models import User


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it is sent."""

    uuid: UUID
    number: int
    chosen: Sequence[str]
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one answer; `refusal` says why it was not kept."""

    uuid: UUID
    is_late: bool = False
    refusal: Refusal | None = None


# How what is sent is said in the bank's keys.
Keys = Callable[[Paper, Sequence[str]], list[str]]


def save_answer(
    attempt: Attempt,
    *,
    number: int,
    chosen: Sequence[str],
    by: Actor,
    uuid: UUID | None = None,
    given_at: datetime | None = None,
    device: str = "",
    at: datetime | None = None,
) -> Answer:
    """Keep what is chosen (option keys of the question); the answer given last counts.

    Not journalled: every answer is in a log of its own, and the paper is journalled
    when it is handed in.
    """
    now = at or timezone.now()
    given = Given(uuid or uuid4(), number, chosen, given_at or now)
    # What came too late is kept for good before the caller is told so by a refusal.
    with transaction.atomic():
        [taken] = _take(attempt, [given], by=by, device=device, at=now, keys=_as_sent)
    if taken.refusal:
        raise taken.refusal
    if taken.is_late:
        raise refusals.CameTooLate
    return Answer.objects.get(paper__attempt=attempt, paper__number=number)


@transaction.atomic
def save_answers(
    attempt: Attempt,
    given: Sequence[Given],
    *,
    by: Actor,
    device: str = "",
    at: datetime | None = None,
) -> list[Taken]:
    """Keep a batch from a phone, chosen by the letters of the trainee's own paper.

    Each is answered for itself; sent again, it changes nothing.
    """
    now = at or timezone.now()
    return _take(attempt, given, by=by, device=device, at=now, keys=keys_of)


def let_count(events: Iterable[AnswerEvent]) -> None:
    """Of each question the answer given last is the one that counts."""
    newest: dict[int, AnswerEvent] = {}
    for event in sorted(events, key=lambda event: event.given_at):
        former = getattr(event.paper, "answer", None)
        if former is None or event.given_at >= former.given_at:
            newest[event.paper_id] = event
    Answer.objects.bulk_create(
        [
            Answer(paper=one.paper, chosen=one.chosen, given_at=one.given_at)
            for one in newest.values()
        ],
        update_conflicts=True,
        unique_fields=["paper"],
        update_fields=["chosen", "given_at"],
    )


@dataclass
class _Counter:
    """Where one sitting's answers are taken: what is known of it before they come."""

    attempt: Attempt
    device: str
    recorded_by: User | None
    keys: Keys
    at: datetime
    papers: dict[int, Paper]
    # By uuid: whether it came too late.
    known: dict[UUID, bool]
    events: list[AnswerEvent] = field(default_factory=list)

    def take(self, one: Given) -> Taken:
        if one.uuid in self.known:
            return Taken(one.uuid, is_late=self.known[one.uuid])
        paper = self.papers.get(one.number)
        if paper is None:
            return Taken(one.uuid, refusal=refusals.NoSuchAnswer())
        chosen = tidied(paper, self.keys(paper, one.chosen))
        if not belongs(paper, chosen):
            return Taken(one.uuid, refusal=refusals.NoSuchAnswer())
        given_at = arrivals.held(
            one.given_at, started_at=self.attempt.started_at, received_at=self.at
        )
        fate = arrivals.fate(self.sitting(), given_at=given_at, received_at=self.at)
        if refusal := self.refusal(fate):
            return Taken(one.uuid, refusal=refusal)
        self.keep(one, paper, chosen, given_at, is_late=fate is Fate.LATE)
        return Taken(one.uuid, is_late=fate is Fate.LATE)

    def keep(
        self,
        one: Given,
        paper: Paper,
        chosen: list[str],
        given_at: datetime,
        *,
        is_late: bool,
    ) -> None:
        event = AnswerEvent(
            attempt=self.attempt,
            paper=paper,
            uuid=one.uuid,
            chosen=chosen,
            device=self.device,
            given_at=given_at,
            received_at=self.at,
            is_late=is_late,
            recorded_by=self.recorded_by,
        )
        self.known[one.uuid] = is_late
        self.events.append(event)

    def sitting(self) -> arrivals.Sitting:
        attempt = self.attempt
        # Only who takes an oral exam down answers in it.
        is_known = self.device or (attempt.is_taken_down and not self.recorded_by)
        is_elsewhere = is_known and attempt.device not in ("", self.device)
        return arrivals.Sitting(
            started_at=attempt.started_at,
            closes_at=attempt.deadline_at + GRACE,
            handed_in_at=attempt.submitted_at,
            moved_at=attempt.device_since if is_elsewhere else None,
        )

    def refusal(self, fate: Fate) -> Refusal | None:
        if fate is Fate.AFTER_HAND_IN:
            return refusals.HandedInAlready()
        if fate is Fate.AFTER_TIME:
            ended = timezone.localtime(self.attempt.deadline_at)
            return refusals.TimeIsUp(time=clock(ended))
        if fate is Fate.ELSEWHERE and self.attempt.is_taken_down:
            return refusals.TakenDown(name=str(self.attempt.oral.invigilator))
        return refusals.ContinuedElsewhere() if fate is Fate.ELSEWHERE else None


def _take(
    attempt: Attempt,
    given: Sequence[Given],
    *,
    by: Actor,
    device: str,
    at: datetime,
    keys: Keys,
) -> list[Taken]:
    attempt = locked(attempt)
    if not can_sit(by, attempt.enrollment):
        raise NotPermitted
    is_other = isinstance(by, User) and not is_candidate(by, attempt.enrollment)
    papers = attempt.papers.filter(number__in={one.number for one in given})
    known = AnswerEvent.objects.filter(uuid__in={one.uuid for one in given})
    counter = _Counter(
        attempt=attempt,
        device=device,
        recorded_by=by if is_other and isinstance(by, User) else None,
        keys=keys,
        at=at,
        papers={one.number: one for one in papers.select_related("question", "answer")},
        known=dict(known.values_list("uuid", "is_late")),
    )
    taken = [counter.take(one) for one in given]
    if counter.events:
        AnswerEvent.objects.bulk_create(counter.events)
        let_count(event for event in counter.events if not event.is_late)
    return taken


def _as_sent(paper: Paper, chosen: Sequence[str]) -> list[str]:
    return list(chosen)

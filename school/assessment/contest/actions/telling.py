"""The word to contestants on file: entered, through or not, published. No notice has a mark."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from school.assessment.contest.models import (
    Contest,
    Contestant,
    Publication,
    Round,
)
from school.journal.actors import Actor
from school.notices.actions import notify


def tell_entered(contestant: Contestant, *, by: Actor, at: datetime) -> None:
    first = contestant.contest.rounds.order_by("number")[0]
    _tell([contestant], "contest_entered", _when(first), by=by, at=at, sms=True)


def tell_through(
    contest: Contest,
    following: Round,
    through: Collection[int],
    *,
    by: Actor,
    at: datetime,
    is_moved_up: bool = False,
) -> None:
    """To those who take part in the following round, that they do."""
    on = contest.contestants.standing().filter(pk__in=through)
    words = {**_when(following), "round": following.number, "is_moved_up": is_moved_up}
    _tell(on, "contest_through", words, by=by, at=at, sms=True)


def tell_out(
    closed: Round, through: Collection[int], *, by: Actor, at: datetime
) -> None:
    """To those who took part in the round, and do not go on."""
    out = Contestant.objects.standing().filter(places__round=closed)
    words = {"round": closed.number}
    _tell(out.exclude(pk__in=through), "contest_out", words, by=by, at=at)


def tell_published(
    publication: Publication, former: Publication | None, *, by: Actor, at: datetime
) -> None:
    """To everybody ranked; of a correction only to those who stand otherwise."""
    before = _rows(former) if former else {}
    after = _rows(publication)
    concerned = [code for code, row in after.items() if before.get(code) != row]
    found = publication.contest.contestants.filter(code__in=concerned)
    words = {"reason": publication.reason} if former else {}
    _tell(found, "contest_published", words, by=by, at=at)


def _rows(publication: Publication) -> dict[str, Any]:
    return {row["code"]: row for row in publication.standings["contestants"]}


def _when(round: Round) -> dict[str, Any]:
    return {"starts_at": timezone.localtime(round.begins_at), "venue": round.place}


def _tell(
    contestants: Iterable[Contestant],
    kind: str,
    words: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    sms: bool = False,
) -> None:
    for one in contestants:
        if one.person is None:
            continue
        notify(
            one.person,
            kind=kind,
            context={
                "contest": one.contest.name,
                "start_number": one.start_number,
                **words,
            },
            link=reverse("assessment:my_contests"),
            by=by,
            at=at,
            sms=sms,
        )

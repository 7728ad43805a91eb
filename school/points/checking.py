"""Going through the whole points ledger again, line by line."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from school.points import rules
from school.points.models import Entry, Posting
from school.points.rules.replay import Replay, Written

CHUNK = 5000


def off() -> Iterator[tuple[str, str]]:
    """Each posting that is not what it must be: its number, and the account that is off."""
    postings = Posting.objects.order_by("person_id", "pk").select_related("rule")
    lines = _lines()
    waiting = next(lines, None)
    for _person, mine in groupby(postings.iterator(CHUNK), attrgetter("person_id")):
        codes, written = {}, []
        for posting in mine:
            own = {}
            while waiting and waiting.posting_id == posting.pk:
                account = waiting.account
                if waiting.person_id != posting.person_id:
                    yield posting.code, account
                own[account] = (waiting.delta, waiting.after)
                waiting = next(lines, None)
            codes[posting.pk] = posting.code
            written.append(_written(posting, own))
        for pk, account in Replay().off(written):
            yield codes[pk], account


def _lines() -> Iterator[Entry]:
    """In the order of their postings."""
    lines = Entry.objects.order_by("posting__person_id", "posting_id", "pk")
    return lines.iterator(CHUNK)


def _written(posting: Posting, lines: dict[str, tuple[int, int]]) -> Written:
    return Written(
        pk=posting.pk,
        kind=posting.kind,
        points=posting.points,
        on=timezone.localdate(posting.at),
        is_spendable=not (posting.rule and posting.rule.category == rules.RECOVERY),
        reverses=posting.reverses_id,
        lines=lines,
    )

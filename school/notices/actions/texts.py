from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices import kinds
from school.notices.models import NoticeText
from school.notices.refusals import ChangedMeanwhile, FaultyText, IsBuiltIn
from school.notices.rules.texts import findings

WORDS = ("subject_zh", "subject_en", "body_zh", "body_en")


@transaction.atomic
def write_text(
    kind: str,
    *,
    words: Mapping[str, str],
    after: int,
    by: Actor,
    at: datetime | None = None,
) -> NoticeText:
    """A new version of a kind's words, after the one that the writer had before them."""
    if not by.has_perm("notices.add_noticetext"):
        raise NotPermitted
    facts = kinds.facts_of(kind)
    if not kinds.is_written_here(kind) or any(
        not words.get(name) or findings(words[name], facts) for name in WORDS
    ):
        raise FaultyText
    written = {name: words[name] for name in WORDS}
    text = _append(kind, after=after, by=by, at=at or timezone.now(), **written)
    journal.record(
        by=by,
        verb="notices.write_text",
        on=text,
        data={"kind": kind, "version": text.version},
        at=text.written_at,
    )
    return text


@transaction.atomic
def revert_text(
    kind: str, *, after: int, by: Actor, at: datetime | None = None
) -> NoticeText:
    """Back to the built-in text; what the desk wrote is kept."""
    if not by.has_perm("notices.add_noticetext"):
        raise NotPermitted
    if NoticeText.objects.in_force(kind) is None:
        raise IsBuiltIn
    text = _append(kind, after=after, by=by, at=at or timezone.now(), is_built_in=True)
    journal.record(
        by=by,
        verb="notices.revert_text",
        on=text,
        data={"kind": kind, "version": text.version},
        at=text.written_at,
    )
    return text


def _append(
    kind: str, *, after: int, by: Actor, at: datetime, **columns: str | bool
) -> NoticeText:
    newest = NoticeText.objects.filter(kind=kind).order_by("-version").first()
    if after != (newest.version if newest else 0):
        raise ChangedMeanwhile
    try:
        with transaction.atomic():
            return NoticeText.objects.create(
                kind=kind,
                version=after + 1,
                written_at=at,
                actor_label=str(by)[:100],
                **columns,
            )
    except IntegrityError:
        raise ChangedMeanwhile from None

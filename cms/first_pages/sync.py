"""Making pages once, and following the files for as long as no editor has touched them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.models import Page, Revision

from cms.models.base import SchoolPage
from school.courses.curriculum.plain import digest
from school.lib.sync import Counts


@dataclass(frozen=True)
class Wanted:
    """A page as the files would have it."""

    slug: str
    # Plain words by field; what they are made from, where that is not the same thing.
    words: Mapping[str, Any]
    source: Any = None
    # The rows the page is about; they are facts, and always follow.
    facts: Mapping[str, Model] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        return digest(self.words if self.source is None else self.source)


def touched(pages: Iterable[Page]) -> set[int]:
    """Pages that a person has edited."""
    ids = [str(page.pk) for page in pages]
    revisions = Revision.page_revisions.filter(object_id__in=ids, user__isnull=False)
    return {int(page_id) for page_id in revisions.values_list("object_id", flat=True)}


def bring_in_line(
    kind: type[SchoolPage],
    present: Mapping[str, SchoolPage],
    wanted: Mapping[str, tuple[Page, Wanted]],
) -> tuple[dict[str, SchoolPage], Counts]:
    """Make `wanted` pages (key -> parent and page) of those `present` under the same keys."""
    kept = {key: page for key, page in present.items() if key in wanted}
    by_hand = touched(kept.values())
    updated = sum(
        _follow(page, wanted[key][1], by_hand=page.pk in by_hand)
        for key, page in kept.items()
    )
    made = {
        key: _make(kind, parent, page)
        for key, (parent, page) in wanted.items()
        if key not in present
    }
    counts = Counts(len(made), updated, 0, len(kept) - updated)
    return {**kept, **made}, counts


def follow(page: SchoolPage, wanted: Wanted) -> Counts:
    changed = _follow(page, wanted, by_hand=page.pk in touched([page]))
    return Counts(updated=int(changed), unchanged=int(not changed))


def _make(kind: type[SchoolPage], parent: Page, wanted: Wanted) -> SchoolPage:
    page = kind(
        slug=wanted.slug, source_hash=wanted.hash, **wanted.words, **wanted.facts
    )
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    return page


def _follow(page: SchoolPage, wanted: Wanted, *, by_hand: bool) -> bool:
    moved = {
        name: row
        for name, row in wanted.facts.items()
        if getattr(page, f"{name}_id") != row.pk
    }
    if moved:
        type(page)._default_manager.filter(pk=page.pk).update(**moved)
    if by_hand or not page.live or page.source_hash == wanted.hash:
        return bool(moved)
    for name, value in {**wanted.words, **moved, "source_hash": wanted.hash}.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return True

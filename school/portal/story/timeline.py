"""What the journal tells about a person and her things, as far as its reader may know it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_

from django.apps import apps
from django.db.models import CharField, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from school.journal.models import Entry
from school.journal.words import verb_words
from school.lib.personal import Hers, held
from school.lib.story import Chapter, Subject, chapters
from school.people.actions.erasing import NOBODY
from school.people.models import Person, User
from school.wages.access import has_consented

A_PAGE = 50
MOST_DIGITS = 18
# Her own page names neither her nor her account at every line.
ACCOUNT = "people.user"
HERSELF = {"people.person", ACCOUNT}
BETWEEN = (" · ", "：", ": ", " ")
# What a verb that nobody gave a reason for keeps of its own.
CODE = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Line:
    entry: Entry
    who: str
    what: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    days: list[tuple[date, list[Line]]]
    # The last entry of this page, where there are earlier ones.
    earlier: int | None


def read_by(user: User, person: Person) -> dict[str, Chapter]:
    """The parts of her story that `user` may read; pay only while she agrees to it."""
    found = {app: one for app, one in chapters().items() if user.has_perm(one.right)}
    pays = any(one.subject == Subject.PAY for one in found.values())
    if pays and not has_consented(person):
        return {a: one for a, one in found.items() if one.subject != Subject.PAY}
    return found


def subjects_of(read: Mapping[str, Chapter]) -> list[Subject]:
    held_by = {one.subject for one in read.values()}
    return [subject for subject in Subject if subject in held_by]


def page_of(
    person: Person,
    user: User,
    read: Mapping[str, Chapter],
    *,
    about: str = "",
    before: str = "",
) -> Page:
    """The newest first; of the subject `about`, and older than the entry `before` where they are given."""
    wanted = [app for app, one in read.items() if about in {"", one.subject}]
    things = _things(person, user, read)
    if not wanted or not things:
        return Page([], None)
    asked = _done_by(wanted) & ~Q(verb__in=_closed(user, read)) & _older_than(before)
    # One branch a kind of thing, each of which goes by the index of its own.
    branches = [
        Entry.objects.filter(asked, object_type=kind, object_id__in=ids).order_by()
        for kind, ids in things.items()
    ]
    newest = branches[0].union(*branches[1:], all=True).order_by("-at", "-id")
    found = list(newest[: A_PAGE + 1])
    shown = found[:A_PAGE]
    by_day = groupby(shown, key=lambda entry: timezone.localdate(entry.at))
    days = [(day, [_line(one, person) for one in rows]) for day, rows in by_day]
    return Page(days, shown[-1].pk if len(found) > A_PAGE else None)


def _things(
    person: Person, user: User, read: Mapping[str, Chapter]
) -> dict[str, list[str]]:
    """Numbers of her things by kind, of the kinds that `user` may read; in one query."""
    found: dict[str, list[str]] = {}
    asked = []
    for label in _kinds(user, read):
        told = held()[label]
        assert isinstance(told, Hers)
        kind = Value(label.lower(), output_field=CharField())
        rows = apps.get_model(label)._base_manager.filter(told.all_of(person.pk))
        asked.append(rows.order_by().annotate(thing=kind).values_list("thing", "pk"))
    if asked:
        for kind_of, pk in asked[0].union(*asked[1:], all=True):
            found.setdefault(kind_of, []).append(str(pk))
    return found


def _kinds(user: User, read: Mapping[str, Chapter]) -> list[str]:
    return [
        label
        for one in read.values()
        for label, right in one.things.items()
        if user.has_perm(right)
    ]


def _closed(user: User, read: Mapping[str, Chapter]) -> list[str]:
    return [
        verb
        for one in read.values()
        for verb, right in one.verbs.items()
        if not user.has_perm(right)
    ]


def _done_by(apps_wanted: Collection[str]) -> Q:
    return reduce(or_, (Q(verb__startswith=f"{app}.") for app in apps_wanted))


def _older_than(before: str) -> Q:
    """An address that somebody typed over begins at the newest again."""
    if not before.isdecimal() or len(before) > MOST_DIGITS:
        return Q()
    mark = Entry.objects.filter(pk=int(before)).first()
    return Q(at__lt=mark.at) | Q(at=mark.at, pk__lt=mark.pk) if mark else Q()


def _line(entry: Entry, person: Person) -> Line:
    is_untold = CODE.fullmatch(entry.reason) or _is_erased(person)
    why = "" if is_untold else entry.reason
    words = verb_words(entry.verb)
    return Line(entry, _who(entry, person), words, _about(entry, person), why)


def _who(entry: Entry, person: Person) -> str:
    """Of somebody erased nobody knows any more which account was hers."""
    if _is_erased(person):
        return entry.get_actor_type_display()
    own = entry.actor_type == ACCOUNT and entry.actor_id == str(person.user_id)
    return _("the person herself") if own else entry.get_actor_label_display()


def _is_erased(person: Person) -> bool:
    return person.name.startswith(NOBODY)


def _about(entry: Entry, person: Person) -> str:
    """Which thing of hers, without her name; of somebody erased, what kind of thing."""
    if entry.object_type in HERSELF:
        return ""
    label = entry.object_label
    if _is_erased(person):
        return entry.get_object_type_display()
    for between in BETWEEN:
        if label.startswith(person.name + between):
            return label.removeprefix(person.name + between)
    return "" if label == person.name else label

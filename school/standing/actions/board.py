"""The public green list: made once a month, of those who agree, and gone with the month."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.certificates.models import Certificate
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.masking import mask_name
from school.people.models import ConsentText, Person
from school.standing.models import BoardMonth, BoardRow, Standing
from school.standing.models.standing import Card

Purpose = ConsentText.Purpose


@transaction.atomic
def make_board(*, by: Actor, at: datetime | None = None) -> BoardMonth:
    """This month's list; made again it stays as it is. What former months said is deleted."""
    if by is not SYSTEM:
        raise NotPermitted
    at = at or timezone.now()
    month = timezone.localdate(at).replace(day=1)
    BoardRow.objects.exclude(board__month=month).delete()
    board, is_new = BoardMonth.objects.get_or_create(
        month=month, defaults={"made_at": at}
    )
    if not is_new:
        return board
    rows = BoardRow.objects.bulk_create(_rows(board))
    journal.record(
        by=by, verb="standing.make_board", on=board, data={"rows": len(rows)}, at=at
    )
    return board


def leave_board(person: Person) -> None:
    """Whoever takes the consent back is gone from the list at once."""
    BoardRow.objects.filter(person=person).delete()


def _rows(board: BoardMonth) -> list[BoardRow]:
    agree = Person.objects.filter(
        consents__text__purpose=Purpose.GREEN_BOARD, consents__withdrawn_at=None
    )
    people = {one.pk: one for one in agree.select_related("company").distinct()}
    theirs = Standing.objects.filter(person__in=people)
    cards = theirs.cards_outside(on=timezone.localdate(board.made_at))
    titles = _titles(list(people))
    return [
        BoardRow(
            board=board,
            person=person,
            masked_name=mask_name(person.name),
            company=person.company.name if person.company else "",
            tier=cards.get(pk, Card.GREEN),
            course_titles=titles[pk],
        )
        for pk, person in people.items()
        if titles[pk] and cards.get(pk, Card.GREEN) in (Card.GREEN, Card.MODEL)
    ]


def _titles(people: list[int]) -> dict[int, list[dict[str, str]]]:
    """The courses of the certificates that stand, as they were called, by holder."""
    valid = Certificate.objects.filter(
        status=Certificate.Status.VALID, enrollment__person__in=people
    )
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    claimed = valid.order_by("issued_on", "pk")
    for person, claims in claimed.values_list("enrollment__person", "claims"):
        title = {"zh": claims["course_title_zh"], "en": claims["course_title_en"]}
        if title not in found[person]:
            found[person].append(title)
    return found

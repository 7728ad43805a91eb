"""What other parts of the school hold against redeeming: a red card."""

from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal
from django.utils.functional import Promise

from school.people.models import Person


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody cannot have something, said to her."""

    code: str
    text: str | Promise

    def __str__(self) -> str:
        return str(self.text)


# Sent with person= and is_outside=, for what others may know of her; a receiver returns a list of reasons, empty where nothing is against it.
asked = Signal()


def hindrances(person: Person, *, is_outside: bool = False) -> list[Reason]:
    answers: list[tuple[Any, Any]] = asked.send(
        sender=Person, person=person, is_outside=is_outside
    )
    return [reason for _receiver, reasons in answers for reason in reasons]

"""What a phone sends of a sitting, read with care."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from school.assessment.actions.answers import Given
from school.lib import batches

MOST_ANSWERS, MOST_CHOSEN, LONGEST = 200, 12, 40


@dataclass(frozen=True, slots=True)
class Arrived:
    answers: list[Given]
    # She hands the paper in; or the phone's clock says that the time is up.
    hands_in: bool
    is_over: bool


def parse(body: bytes) -> Arrived:
    """Raises one of `batches.MALFORMED` where it is nothing that the page's script sends."""
    sent, answers = batches.opened(body, rows="answers", most=MOST_ANSWERS)
    return Arrived(
        answers=[_given(one) for one in answers],
        hands_in=sent.get("hand_in") is True,
        is_over=sent.get("over") is True,
    )


def _given(one: Mapping[str, Any]) -> Given:
    chosen = one["chosen"]
    if not isinstance(chosen, list) or len(chosen) > MOST_CHOSEN:
        raise ValueError("not a choice")
    if not all(isinstance(each, str) and len(each) <= LONGEST for each in chosen):
        raise ValueError("not a choice")
    number = one["number"]
    if not isinstance(number, int) or not 0 < number < 1000:
        raise ValueError("not a place in a paper")
    return Given(
        uuid=UUID(str(one["uuid"])),
        number=number,
        chosen=chosen,
        given_at=batches.moment(one["at"]),
    )

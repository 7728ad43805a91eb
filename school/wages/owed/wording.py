"""Where pay that is owed stands, and what was done, as the worker reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from school.wages.models import OwedPay
from school.wages.owed import rules

Status = OwedPay.Status


@dataclass(frozen=True, slots=True)
class Standing:
    word: Any
    kind: str
    text: Any


STANDINGS: dict[str, Standing] = {
    Status.TOLD: Standing(
        _("Nobody has spoken to them"),
        "info",
        _(
            "The school has noted what you said and does nothing with it unless you ask. "
            "Below is what you can do yourself."
        ),
    ),
    Status.ASKED: Standing(
        _("The school will ask them"),
        "info",
        _("It usually begins within three days. You get a message after each step."),
    ),
    Status.TALKING: Standing(
        _("The school is speaking to them"),
        "info",
        _("You get a message after each step. What was done is below."),
    ),
    Status.SETTLED: Standing(
        _("They have agreed to pay"),
        "attention",
        _("Has the money arrived? Then say so here. The school looks again by itself."),
    ),
    Status.PAID: Standing(
        _("The pay has arrived"),
        "done",
        _("Nothing more is needed. If it did not arrive, say so below."),
    ),
    Status.NOT_SETTLED: Standing(
        _("They did not agree"),
        "attention",
        _("The school cannot make them pay. The offices below can: call them."),
    ),
    Status.REFERRED: Standing(
        _("The authority has it now"),
        "info",
        _("It decides from here on. Ask there how it stands; the notes are below."),
    ),
    Status.WITHDRAWN: Standing(
        _("You took it back"), "neutral", _("Nobody speaks to them about it any more.")
    ),
}
MARKS = {
    rules.PAY: "done",
    rules.SETTLE: "done",
    rules.FAIL: "attention",
    rules.NOT_COME: "attention",
    rules.WITHDRAW: "neutral",
}


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline."""

    title: Any
    kind: str
    when: datetime
    note: str


def timeline(owed: OwedPay) -> Iterator[Event]:
    for step in owed.steps.all():
        yield Event(
            step.get_kind_display(), MARKS.get(step.kind, "info"), step.at, step.words
        )

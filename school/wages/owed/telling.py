"""What the worker and the desk are told about owed pay."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation

from school.journal.actors import Actor
from school.notices.actions import notify, notify_colleague
from school.people.access import holders_of
from school.wages.models import OwedPay, OwedStep


def tell_worker(owed: OwedPay, kind: str, *, by: Actor, at: datetime) -> None:
    """By SMS too, whose subject says nothing of pay: others read on her phone."""
    notify(
        owed.person,
        kind="owed_pay_step",
        context={"reason": _in_both_languages(kind)},
        link=reverse("wages:owed_one", args=[owed.code]),
        by=by,
        at=at,
        sms=True,
    )


def tell_desk(owed: OwedPay, *, by: Actor, at: datetime, is_late: bool = False) -> None:
    """Without her name: it opens at the desk."""
    users = holders_of("wages.mediate_owedpay").exclude(pk=owed.person.user_id or 0)
    for user in users:
        notify_colleague(
            user,
            kind="owed_pay_waits",
            context={"is_late": is_late},
            link=reverse("wages_desk:owed", args=[owed.code]),
            by=by,
            at=at,
        )


def _in_both_languages(kind: str) -> dict[str, str]:
    words = {}
    for key, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            words[key] = str(OwedStep.Kind(kind).label)
    return words

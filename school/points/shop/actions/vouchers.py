"""Numbered vouchers: made once, taken once, by the partner whose desk has the key."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib import attempts
from school.lib.crypto import fingerprint
from school.lib.errors import NotPermitted
from school.lib.typed import plain
from school.points.models import Reward
from school.points.shop import refusals, rules
from school.points.shop.codes import ALPHABET
from school.points.shop.models import Partner, Redemption, Voucher

KEY_LENGTH = 10
MOST_TRIES = 10


def issue_voucher(redemption: Redemption, *, at: datetime) -> Voucher:
    """Called with the reward locked: numbers follow each other without a gap."""
    year, code = timezone.localdate(at).year, redemption.reward.code
    last = Voucher.objects.filter(number__startswith=f"{code}-{year}-").count()
    return Voucher.objects.create(
        redemption=redemption,
        number=rules.number(code, year, last + 1),
        issued_at=at,
    )


@transaction.atomic
def give_key(partner: Partner, *, by: Actor, at: datetime | None = None) -> str:
    """A new key for the partner's desk; shown now, kept as a fingerprint, the old one ends."""
    if not by.has_perm("points.change_partner"):
        raise NotPermitted
    key = get_random_string(KEY_LENGTH, ALPHABET)
    partner.key_hash = fingerprint(key)
    partner.save(update_fields=["key_hash"])
    journal.record(by=by, verb="points.give_key", on=partner, at=at)
    return key


def partner_of(key: str, *, who: str) -> Partner:
    """Whose desk it is; `who` has ten tries in ten minutes."""
    if not attempts.take("voucher-key", who, most=MOST_TRIES):
        raise refusals.TooManyKeys
    typed = "".join(plain(key).upper().replace("-", " ").split())
    partner = Partner.objects.filter(
        key_hash=fingerprint(typed), is_active=True
    ).first()
    if partner is None:
        raise refusals.WrongKey
    return partner


@transaction.atomic
def record_partner(
    partner: Partner,
    *,
    name: str,
    rewards: Collection[Reward],
    is_active: bool,
    by: Actor,
) -> Partner:
    """A partner, new or corrected; without a key its desk can take nothing yet."""
    right = "points.change_partner" if partner.pk else "points.add_partner"
    if not by.has_perm(right):
        raise NotPermitted
    partner.name, partner.is_active = name, is_active
    partner.save()
    partner.rewards.set(rewards)
    data = {"rewards": sorted(reward.code for reward in rewards), "active": is_active}
    journal.record(by=by, verb="points.record_partner", on=partner, data=data)
    return partner

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from school.points.shop import refusals
from school.points.shop.actions.ending import settle
from school.points.shop.actions.step import held
from school.points.shop.models import Partner, Voucher
from school.ui.templatetags import ui


@transaction.atomic
def take_voucher(
    voucher: Voucher, *, by: Partner, at: datetime | None = None
) -> Voucher:
    """The partner's desk takes it, once: of two that scan it together one is told so."""
    redemption = held(voucher.redemption)
    voucher = Voucher.objects.select_related("partner").get(pk=voucher.pk)
    at = at or timezone.now()
    if voucher.used_at:
        raise refusals.VoucherUsed(
            day=ui.full_date(voucher.used_at), partner=voucher.partner
        )
    if not redemption.is_open:
        raise refusals.VoucherVoid(status=redemption.get_status_display())
    if redemption.valid_until < timezone.localdate(at):
        raise refusals.VoucherVoid(status=_("its last day has passed"))
    if not by.rewards.filter(pk=redemption.reward_id).exists():
        raise refusals.OtherPartner(partner=by.name)
    settle(redemption, by=by, at=at)
    voucher.used_at, voucher.partner = at, by
    voucher.save(update_fields=["used_at", "partner"])
    return voucher

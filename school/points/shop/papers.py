"""A voucher on paper or on the phone: a number, a code to scan, and for how long it is good."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from school.lib import paper, qr
from school.lib.fields import in_language
from school.lib.masking import mask_name
from school.lib.paper import Paper
from school.points.shop.models import Voucher
from school.ui.templatetags.ui import full_date, listed


def address(voucher: Voucher) -> str:
    path = reverse("points:voucher", args=[voucher.code])
    return settings.SITE_URL.rstrip("/") + path


def voucher_pdf(voucher: Voucher) -> bytes:
    """The name is covered: whoever finds the paper learns nothing of her."""
    redemption = voucher.redemption
    partners = redemption.reward.partners.filter(is_active=True)
    return paper.as_pdf(
        Paper(
            title=str(redemption.reward.title),
            subject=voucher.number,
            issuer=in_language(settings.ASSOCIATION_NAME),
            facts=[
                (_("Number of the voucher"), voucher.number),
                (_("Made out to"), mask_name(redemption.person.name)),
                (_("Good through"), full_date(redemption.valid_until)),
                (_("Taken by"), listed([one.name for one in partners])),
            ],
            notes=[
                _(
                    "It counts once. The desk that takes it scans the code and types its key."
                ),
                _("It cannot be paid out in money or given to others."),
            ],
            mark_uri=qr.png_uri(address(voucher)),
            mark_text=_("Scan to check and take the voucher"),
        )
    )

"""How a reward and a redemption are said and shown."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from school.enrollment.models import Enrollment
from school.lib import qr
from school.points.models import Reward
from school.points.shop import rules
from school.points.shop.models import Redemption
from school.points.shop.stock import terms


def limit_in_words(reward: Reward) -> str:
    its = terms(reward)
    said = {
        "month": _("At most %(times)s times a month"),
        "quarter": _("At most %(times)s times a quarter"),
        "year": _("At most %(times)s times a year"),
    }.get(its.period, "")
    return said % {"times": its.times} if its.times else ""


def code_of(redemption: Redemption) -> SafeString:
    """Scanned by the clerk's phone it opens the desk's page; by a scanner, it types itself."""
    page = settings.SITE_URL.rstrip("/") + reverse("points_desk:hand_over")
    return qr.svg(f"{page}?{urlencode({'code': redemption.collection_code})}")


def is_put_off(redemption: Redemption) -> bool:
    """Whether its seat is withdrawn while the points are still held."""
    seat = redemption.enrollment
    is_withdrawn = seat is not None and seat.status == Enrollment.Status.WITHDRAWN
    return redemption.is_open and is_withdrawn


def state_of(redemption: Redemption) -> str:
    """The status in words that fit what was redeemed: nobody fetches a seat."""
    if is_put_off(redemption):
        return _("waits for the next class")
    said = {
        (rules.SEAT, rules.APPROVED): _("the seat is yours"),
        (rules.SEAT, rules.FULFILLED): _("the class has begun"),
        (rules.VOUCHER, rules.REQUESTED): _("the voucher is being made"),
        (rules.VOUCHER, rules.APPROVED): _("the voucher is ready"),
        (rules.VOUCHER, rules.FULFILLED): _("the voucher is used"),
        (rules.PRIORITY, rules.APPROVED): _("begins by itself on its day"),
        (rules.PRIORITY, rules.FULFILLED): _("has begun"),
    }
    key = (redemption.reward.kind, redemption.status)
    return said.get(key) or redemption.get_status_display()

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal
from school.points.shop.hindrances import Reason


class StandsAgainst(Refusal):
    """One reason among several."""

    code = "stands_against"

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        self.message = str(reason)


class NotEligible(Refusal):
    """Everything that stands against it, said at once."""

    code = "not_eligible"

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__()
        self.message = " ".join(str(reason) for reason in reasons)
        self.reasons = tuple(reasons)

    @property
    def parts(self) -> tuple[Refusal, ...]:
        return tuple(StandsAgainst(reason) for reason in self.reasons)


class OnlyForOneself(Refusal):
    code = "only_for_oneself"
    message = _("Points cannot be given to others. Everybody redeems for themselves.")


class ChooseClass(Refusal):
    code = "choose_class"
    message = _("Choose the class in which you want the seat.")


class ClassNotForPoints(Refusal):
    code = "class_not_for_points"
    message = _("This class has no seat for points now. Choose another one.")


class IsSettled(Refusal):
    code = "is_settled"
    message = _("This is settled already (%(status)s). Load the page again.")


class RightHasBegun(Refusal):
    code = "right_has_begun"
    message = _("The priority right has begun. It can no longer be given back.")


class ClassHasBegun(Refusal):
    code = "class_has_begun"
    message = _("The class has begun. The seat can no longer be given back for points.")


class OwnRedemption(Refusal):
    code = "own_redemption"
    message = _("Nobody hands over to themselves. Ask a colleague.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    message = _("She reads the reason. Write it in a few words.")


class UnknownCode(Refusal):
    code = "unknown_code"
    message = _("No redemption has this code. Compare it with her phone, sign by sign.")


class NotAtTheDesk(Refusal):
    code = "not_at_the_desk"
    message = _("This is not handed over at the counter.")


class NotCounted(Refusal):
    code = "not_counted"
    message = _("%(reward)s is not kept in the store, so there is nothing to count.")


class NotSoMany(Refusal):
    code = "not_so_many"
    message = _(
        "Only %(left)s can leave: %(on_hand)s lie in the store and %(held)s of them are "
        "kept for somebody."
    )


class VoucherUsed(Refusal):
    code = "voucher_used"
    message = _("This voucher was taken on %(day)s by %(partner)s. It counts once.")


class VoucherVoid(Refusal):
    code = "voucher_void"
    message = _("This voucher does not count any more: %(status)s.")


class WrongKey(Refusal):
    code = "wrong_key"
    message = _(
        "This key does not fit. Look at the card that the association gave you."
    )


class TooManyKeys(Refusal):
    code = "too_many_keys"
    message = _("Too many tries. Wait ten minutes, then try again.")


class OtherPartner(Refusal):
    code = "other_partner"
    message = _("%(partner)s does not take vouchers of this kind.")

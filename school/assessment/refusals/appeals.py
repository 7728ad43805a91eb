"""What stands against an appeal, giving it to somebody, and hearing it."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NothingToAppeal(Refusal):
    code = "nothing_to_appeal"
    message = _(
        "There is no result of a practical yet. You can appeal once it is released."
    )


class AppealTooLate(Refusal):
    code = "appeal_too_late"
    message = _(
        "The time to appeal against this result ended on %(day)s. Ask the registrar if "
        "something kept you from it."
    )


class NoAppeals(Refusal):
    code = "no_appeals"
    message = _(
        "This course has no appeals. Ask the registrar if you think that a mark is wrong."
    )


class AppealedAlready(Refusal):
    code = "appealed_already"
    message = _(
        "You have appealed against this result. The page says how far the appeal is."
    )


class RetakeIsOpen(Refusal):
    code = "retake_is_open"
    message = _(
        "The retake is open, so the practical before it is no longer appealed. Ask the "
        "registrar if you think that is wrong."
    )


class StationNotMarked(Refusal):
    code = "station_not_marked"
    message = _("Choose at least one station that was marked in this practical.")


class AppealClosed(Refusal):
    code = "appeal_closed"
    message = _(
        "This appeal is heard, withdrawn, or given to somebody else by now. Open it "
        "again to see."
    )


class AppealOpen(Refusal):
    code = "appeal_open"
    message = _(
        "This appeal waits to be heard already. See who hears it, or choose somebody."
    )


class HearerUnfit(Refusal):
    code = "hearer_unfit"
    message = _("%(name)s may not hear this appeal: %(why)s. Choose somebody else.")


class NotAppealed(Refusal):
    code = "not_appealed"
    message = _("The appeal is not about this step. Open it again.")


class AppealLowers(Refusal):
    code = "appeal_lowers"
    message = _(
        "An appeal takes no points away: leave a step empty, or give it more than the "
        "%(has)s points it has."
    )


class AppealWaits(Refusal):
    code = "appeal_waits"
    message = _(
        "%(name)s has appealed against the result. Have the appeal heard first; then "
        "open the retake if it is still needed."
    )

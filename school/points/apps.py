from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PointsConfig(AppConfig):
    name = "school.points"
    verbose_name = _("Credit points")
    journal_words: ClassVar[dict[str, Any]] = {
        "award": pgettext_lazy("journal", "awarded points"),
        "carry_over": pgettext_lazy("journal", "carried the score over"),
        "collect": pgettext_lazy("journal", "gave out what points paid for"),
        "deduct": pgettext_lazy("journal", "deducted points"),
        "expire": pgettext_lazy("journal", "let points expire"),
        "hold": pgettext_lazy("journal", "held points for the shop"),
        "load_rules": pgettext_lazy("journal", "took the points rules in"),
        "release": pgettext_lazy("journal", "gave held points back"),
        "warn_of_expiry": pgettext_lazy("journal", "told of points that end"),
        "redeem": pgettext_lazy("journal", "redeemed points"),
        "approve_redemption": pgettext_lazy("journal", "made a redemption ready"),
        "fulfil_redemption": pgettext_lazy("journal", "handed a redemption over"),
        "cancel_redemption": pgettext_lazy("journal", "cancelled a redemption"),
        "expire_redemption": pgettext_lazy("journal", "let a redemption run out"),
        "move_stock": pgettext_lazy("journal", "entered a stock movement"),
        "arrange_reward": pgettext_lazy("journal", "described a reward"),
        "record_partner": pgettext_lazy("journal", "recorded a partner"),
        "give_key": pgettext_lazy("journal", "gave a partner a key"),
        "propose_award": pgettext_lazy("journal", "asked for an award"),
        "confirm_award": pgettext_lazy("journal", "confirmed an award"),
        "refuse_award": pgettext_lazy("journal", "refused an award"),
        "withdraw_award": pgettext_lazy("journal", "took back a request for an award"),
        "enter_deed": pgettext_lazy("journal", "entered a deed"),
        "prove_deed": pgettext_lazy("journal", "added evidence to a deed"),
        "confirm_deed": pgettext_lazy("journal", "confirmed a deed"),
        "refuse_deed": pgettext_lazy("journal", "refused points for a deed"),
        "forget_deed_files": pgettext_lazy("journal", "deleted evidence of a deed"),
        "draft_scheme": pgettext_lazy("journal", "drafted the next points rules"),
        "write_scheme": pgettext_lazy("journal", "changed a draft of the points rules"),
        "propose_scheme": pgettext_lazy("journal", "proposed points rules"),
        "withdraw_scheme": pgettext_lazy("journal", "took back proposed points rules"),
        "approve_scheme": pgettext_lazy("journal", "approved points rules"),
        "refuse_scheme": pgettext_lazy("journal", "sent points rules back"),
        "drop_scheme": pgettext_lazy(
            "journal", "gave up a version of the points rules"
        ),
        "enact_scheme": pgettext_lazy("journal", "put points rules in force"),
        "reverse": pgettext_lazy("journal", "reversed an entry"),
        "propose_case": pgettext_lazy("journal", "proposed a deduction"),
        "prove_case": pgettext_lazy("journal", "added evidence to a deduction"),
        "notify_case": pgettext_lazy("journal", "told a worker of a deduction"),
        "respond_case": pgettext_lazy("journal", "answered a deduction"),
        "ripe_case": pgettext_lazy("journal", "the days to answer a deduction ended"),
        "confirm_case": pgettext_lazy("journal", "confirmed a deduction"),
        "withdraw_case": pgettext_lazy("journal", "withdrew a deduction"),
        "appeal_case": pgettext_lazy("journal", "appealed against a deduction"),
        "uphold_case": pgettext_lazy("journal", "upheld an appeal: points given back"),
        "dismiss_case": pgettext_lazy("journal", "dismissed an appeal"),
        "reverse_case": pgettext_lazy("journal", "reversed a deduction"),
        "recall_case": pgettext_lazy("journal", "halted a case the platform took back"),
        "go_on_case": pgettext_lazy("journal", "let a halted case go on"),
        "keep_case": pgettext_lazy(
            "journal", "kept a deduction the platform took back"
        ),
        "return_case": pgettext_lazy("journal", "gave a deduction back unasked"),
        "remind_of_case": pgettext_lazy("journal", "reminded of a late appeal"),
        "forget_case_files": pgettext_lazy("journal", "deleted files of a deduction"),
    }

    def ready(self) -> None:
        import_module("school.points.receivers")
        import_module("school.points.shop.receivers")
        import_module("school.points.sources.receivers")

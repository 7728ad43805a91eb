from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StandingConfig(AppConfig):
    name = "school.standing"
    verbose_name = _("Standing")
    journal_words: ClassVar[dict[str, Any]] = {
        "book_retraining": pgettext_lazy("journal", "took a place for retraining"),
        "cancel_retraining": pgettext_lazy("journal", "withdrew a retraining order"),
        "change_card": pgettext_lazy("journal", "gave another card"),
        "check_listing": pgettext_lazy("journal", "checked an authority's listing"),
        "end_listing": pgettext_lazy("journal", "ended an authority's listing"),
        "forget_listing_files": pgettext_lazy(
            "journal", "deleted the copy of an authority's decision"
        ),
        "lift": pgettext_lazy("journal", "lifted a red card"),
        "make_board": pgettext_lazy("journal", "made the green list of a month"),
        "order_retraining": pgettext_lazy("journal", "ordered retraining"),
        "pass_retraining": pgettext_lazy("journal", "closed a passed retraining"),
        "record_listing": pgettext_lazy("journal", "recorded an authority's listing"),
        "refuse_listing": pgettext_lazy("journal", "did not confirm a listing"),
    }

    def ready(self) -> None:
        import_module("school.standing.receivers")

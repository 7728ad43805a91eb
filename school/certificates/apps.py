from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CertificatesConfig(AppConfig):
    name = "school.certificates"
    verbose_name = _("Certificates")
    journal_kinds: ClassVar[dict[str, Any]] = {
        "signing_key": pgettext_lazy("journal", "Signing key"),
    }
    journal_words: ClassVar[dict[str, Any]] = {
        "change_key": pgettext_lazy("journal", "took a signing key into use"),
        "check_list": pgettext_lazy(
            "journal", "asked for a company about a list of certificates"
        ),
        "choose_design": pgettext_lazy(
            "journal", "chose which template certificates are issued with"
        ),
        "ask_for_two": pgettext_lazy(
            "journal", "asked a second person about certificates"
        ),
        "confirm_request": pgettext_lazy(
            "journal", "confirmed what a colleague asked for about certificates"
        ),
        "refuse_request": pgettext_lazy(
            "journal", "refused what a colleague asked for about certificates"
        ),
        "withdraw_request": pgettext_lazy(
            "journal", "took back a request about certificates"
        ),
        "close_showing": pgettext_lazy("journal", "closed a link with the full name"),
        "confirm_external": pgettext_lazy(
            "journal", "confirmed a certificate of another body"
        ),
        "enter_card": pgettext_lazy(
            "journal", "copied the number of her home-service card"
        ),
        "draw_design": pgettext_lazy("journal", "made a certificate template"),
        "hand_out": pgettext_lazy(
            "journal", "took the certificates or the register of a class along"
        ),
        "issue": pgettext_lazy("journal", "issued the certificates of a class"),
        "open_showing": pgettext_lazy("journal", "made a link with the full name"),
        "print": pgettext_lazy("journal", "printed a certificate"),
        "print_again": pgettext_lazy(
            "journal", "printed a certificate again whose file was lost"
        ),
        "purge_evidence": pgettext_lazy(
            "journal", "deleted the picture of a certificate that was refused"
        ),
        "record_external": pgettext_lazy(
            "journal", "recorded a certificate of another body"
        ),
        "refuse_external": pgettext_lazy(
            "journal", "did not confirm a certificate of another body"
        ),
        "reissue": pgettext_lazy(
            "journal", "reissued a certificate under a new number"
        ),
        "release_record": pgettext_lazy(
            "journal", "let a household see her training record"
        ),
        "reinstate": pgettext_lazy("journal", "reinstated a certificate"),
        "remind_of_refresher": pgettext_lazy(
            "journal", "reminded a holder of a refresher"
        ),
        "renew": pgettext_lazy("journal", "renewed a certificate"),
        "set_refreshers": pgettext_lazy(
            "journal", "said whether and how a course is refreshed"
        ),
        "remind_of_end": pgettext_lazy(
            "journal", "reminded a holder that a certificate ends"
        ),
        "remind_of_review": pgettext_lazy(
            "journal", "reminded a holder of her card's annual review"
        ),
        "revoked": pgettext_lazy("journal", "revoked a certificate"),
        "revise_design": pgettext_lazy("journal", "changed a certificate template"),
        "stop": pgettext_lazy("journal", "could not print a certificate"),
        "suspended": pgettext_lazy("journal", "suspended a certificate"),
        "withdraw_renewal": pgettext_lazy(
            "journal", "withdrew the renewal of a certificate"
        ),
    }

    def ready(self) -> None:
        import_module("school.certificates.receivers")

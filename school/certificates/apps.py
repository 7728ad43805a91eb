from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CertificatesConfig(AppConfig):
    name = "school.certificates"
    verbose_name = _("Certificates")
    journal_words: ClassVar[dict[str, Any]] = {
        "hand_out": pgettext_lazy(
            "journal", "took the certificates or the register of a class along"
        ),
        "issue": pgettext_lazy("journal", "issued the certificates of a class"),
        "print": pgettext_lazy("journal", "printed a certificate"),
        "reinstate": pgettext_lazy("journal", "reinstated a certificate"),
        "revoked": pgettext_lazy("journal", "revoked a certificate"),
        "stop": pgettext_lazy("journal", "could not print a certificate"),
        "suspended": pgettext_lazy("journal", "suspended a certificate"),
    }

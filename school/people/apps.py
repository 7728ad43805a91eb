from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# As a module: Django takes every AppConfig named here for a candidate.
from wagtail.users import apps as wagtail_users


class PeopleConfig(AppConfig):
    name = "school.people"
    verbose_name = _("People")
    journal_words: ClassVar[dict[str, Any]] = {
        "add_second_factor": pgettext_lazy("journal", "added a second step"),
        "change_phone": pgettext_lazy("journal", "changed the mobile number"),
        "choose_company": pgettext_lazy("journal", "chose a company"),
        "dismiss_contact": pgettext_lazy("journal", "dismissed a company’s contact"),
        "end_sessions": pgettext_lazy("journal", "logged out on other devices"),
        "erase_identity": pgettext_lazy("journal", "erased name, numbers and account"),
        "give_consent": pgettext_lazy("journal", "gave consent"),
        "name_contact": pgettext_lazy("journal", "named a company’s contact"),
        "open_account": pgettext_lazy("journal", "opened an account"),
        "publish_consent_text": pgettext_lazy("journal", "published a consent text"),
        "put_on_file": pgettext_lazy("journal", "put a colleague on file"),
        "record_account": pgettext_lazy("journal", "recorded an account"),
        "record_company": pgettext_lazy("journal", "recorded a company"),
        "record_health_check": pgettext_lazy(
            "journal", "recorded a health certificate"
        ),
        "record_identity": pgettext_lazy("journal", "recorded name and ID number"),
        "remove_second_factor": pgettext_lazy("journal", "removed a second step"),
        "reset_second_factor": pgettext_lazy(
            "journal", "reset a colleague’s second step"
        ),
        "set_photo": pgettext_lazy("journal", "set the photo"),
        "set_town": pgettext_lazy("journal", "set the town"),
        "sign_up": pgettext_lazy("journal", "signed up"),
        "withdraw_consent": pgettext_lazy("journal", "withdrew consent"),
    }

    def ready(self) -> None:
        import_module("school.people.receivers")


class DeskAccountsConfig(wagtail_users.WagtailUsersAppConfig):
    """Wagtail's user administration, with our accounts in it."""

    default = False
    user_viewset = "school.people.desk.accounts.AccountViewSet"
    group_viewset = "school.people.desk.groups.GroupViewSet"

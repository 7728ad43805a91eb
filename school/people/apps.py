from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# As a module: Django takes every AppConfig named here for a candidate.
from wagtail.users import apps as wagtail_users


class PeopleConfig(AppConfig):
    name = "school.people"
    verbose_name = _("People")


class DeskAccountsConfig(wagtail_users.WagtailUsersAppConfig):
    """Wagtail's user administration, with our accounts in it."""

    default = False
    user_viewset = "school.people.desk.accounts.AccountViewSet"

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NoTown(Refusal):
    code = "minimum_no_town"
    message = _("Name at least one town, as workers write theirs.")


class NoSource(Refusal):
    code = "minimum_no_source"
    message = _("Say where it was announced, so that anybody can look it up.")

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from school.ui.reasons import ReasonForm


class PublishForm(ReasonForm):
    missing: ClassVar = _("Say why you publish now.")

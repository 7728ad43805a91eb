from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from school.lib.fields import labelled

if TYPE_CHECKING:
    from school.wages.models import WageRecord


class TellsPay:
    """An answer that may hold a record of pay."""

    record: "WageRecord | None"

    @property
    @labelled(_("Pay told"))
    def pay_told(self) -> str:
        return self.record.sum_in_words if self.record else ""

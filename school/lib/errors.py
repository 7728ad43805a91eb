"""The one shape of a refusal."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise, keep_lazy_text
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something that may not happen, with its reason.

    A subclass sets `code`, for tests and programs, and `message`, which says to the
    reader what is so and then what to do; its `%(name)s` are filled from `data`.
    """

    code: ClassVar[str] = "refused"
    message: str | Promise = _("This cannot be done.")

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code)
        self.data: Mapping[str, Any] = data
        if data:
            self.message = format_lazy_percent(self.message, data)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def parts(self) -> tuple["Refusal", ...]:
        """What it is made of, to be shown line by line."""
        return (self,)


@keep_lazy_text
def format_lazy_percent(template: str | Promise, data: Mapping[str, Any]) -> str:
    return str(template) % data


class NotPermitted(Refusal):
    """The person may see the thing but has not the right to do this with it."""

    code = "not_permitted"
    message = _("Your account may not do this. Ask the registrar if it should.")

"""The editor's form of a page: its address comes from its title unless one is typed."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm

# Room for a number behind it.
ADDRESS_LENGTH = 200


class SchoolPageForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            # A script fills it in while the title is typed; saving does not wait for it.
            slug.required = False

    def clean_slug(self) -> str:
        typed: str = self.cleaned_data["slug"] or self.instance.slug
        if typed:
            return typed
        kind = self.instance._meta.model_name
        words = slugify(self.cleaned_data.get("title", ""), allow_unicode=True) or kind
        return next(
            address
            for address in _numbered(words[:ADDRESS_LENGTH])
            if self.instance._slug_is_available(
                address, self.parent_page, self.instance
            )
        )


def _numbered(words: str) -> Iterator[str]:
    yield words
    yield from (f"{words}-{number}" for number in count(2))

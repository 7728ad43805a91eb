"""A page that is to be printed, read as fast as it lets itself be read."""

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.document import Document
from weasyprint.layout import LayoutContext
from weasyprint.urls import URLFetcher

from school.lib.pdf_styles import Known, Styles

# A page that says it is XML is read as such; all others as browsers read them, letter
# by letter.
XML = "<?xml "
# Rules for footnotes, of which our pages have none: each would give every element of a
# page a style more to compute. Marks stand before list items alone.
UNUSED = re.compile("^::(footnote|note)-.*$", re.MULTILINE)
ANY_MARKER = re.compile("^::marker", re.MULTILINE)


class Page(weasyprint.HTML):
    """One of a batch, under the rules that its elements need."""

    def __init__(
        self, words: str, base_url: str, fetcher: URLFetcher, known: Known
    ) -> None:
        self.known = known
        if not words.startswith(XML):
            super().__init__(string=words, base_url=base_url, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher = base_url, fetcher
        self.media_type = "print"
        # Written by us, so that it brings no entities along.
        self.etree_element = ElementTree.fromstring(words)
        self.wrapper_element = ElementWrapper.from_html_root(
            self.etree_element, content_language=None
        )

    def render(self, font_config: Any = None, **options: Any) -> Document:
        settled = {**weasyprint.DEFAULT_OPTIONS, **options}
        return Sheet._render(self, font_config, None, None, settled)

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        return [browser_rules()]


class Sheet(Document):
    """A page laid out, with what the batch knows of its styles."""

    @classmethod
    def _build_layout_context(cls, html: Any, *more: Any) -> LayoutContext:
        context = super()._build_layout_context(html, *more)
        context.style_for = Styles(context.style_for, html.known)
        return context


@cache
def browser_rules() -> weasyprint.CSS:
    rules = ANY_MARKER.sub("li::marker", UNUSED.sub("", weasyprint.html.UA))
    return weasyprint.CSS(string=rules)

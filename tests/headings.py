"""The order of a page's headings, by which a reader by ear finds the way."""

import re
from html.parser import HTMLParser

LEVEL = re.compile(r"h[1-6]")


class Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        # A dialog is no part of the page until it opens.
        self.dialogs = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dialogs += tag == "dialog"
        if LEVEL.fullmatch(tag) and not self.dialogs:
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        self.dialogs -= tag == "dialog"


def faults(html: str) -> list[str]:
    parser = Headings()
    parser.feed(html)
    levels = parser.levels
    found = [] if levels.count(1) == 1 else [f"h1 {levels.count(1)} times"]
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            found.append(f"h{after} after h{before}")
    return found

from collections.abc import Iterator

import pytest

from school.courses.curriculum import nodes
from school.courses.curriculum.problems import Report
from school.courses.curriculum.reader import DATA


@pytest.fixture(scope="module")
def parsed_once() -> Iterator[None]:
    """Of thirteen files a test spoils one: the whole ones are parsed for the first test alone."""
    whole = {path.read_text(encoding="utf-8") for path in DATA.glob("*.yaml")}
    known: dict[str, nodes.Table | None] = {}
    parse = nodes._parse

    def remembered(text: str, report: Report) -> nodes.Table | None:
        if text not in whole:
            return parse(text, report)
        if text not in known:
            known[text] = parse(text, report)
        return known[text]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_parse", remembered)
        yield

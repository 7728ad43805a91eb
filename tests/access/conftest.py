from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def unprinted() -> Iterator[None]:
    """Who may have a paper is asked here by the hundred; what it looks like, elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("school.lib.paper.as_pdf", lambda *papers: b"%PDF-")
        yield

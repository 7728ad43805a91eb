"""What a phone sends, read with care."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from school.lib import batches


def test_the_rows_and_what_stands_around_them() -> None:
    data, rows = batches.opened(b'{"owner": "a", "rows": [1, null]}', rows="rows")
    assert (data["owner"], rows) == ("a", [1, None])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0",
        b"\xff",
        b"[]",
        b"{}",
        b"3",
        b'"rows"',
        b'{"rows": 3}',
        b'{"rows": {}}',
        b'{"rows": "rows"}',
        b"[" * 9000,
        json.dumps({"rows": [0] * (batches.MOST + 1)}).encode(),
    ],
)
def test_what_is_no_batch(body: bytes) -> None:
    with pytest.raises(batches.MALFORMED):
        batches.opened(body, rows="rows")


def test_one_that_cannot_be_read_keeps_no_other_back() -> None:
    items: list[Any] = [
        {"at": 0, "uuid": "a"},
        {"at": "x", "uuid": "b" * 99},
        {"at": 60_000},
        {},
        7,
        None,
        [],
    ]
    rows, others = batches.each(items, lambda item: batches.moment(item["at"]).minute)
    assert rows == [0, 1]
    assert others == ["b" * 40, "", "", "", ""]


def test_a_moment_by_a_phones_clock() -> None:
    assert batches.moment(1_500) == datetime(1970, 1, 1, 0, 0, 1, 500_000, UTC)
    # Midnight of the first day in China.
    assert batches.moment(-8 * 3_600_000).year == 1969


@pytest.mark.parametrize(
    "odd", [253402300799000, -62135596800000, 10**30, 1e300, 1e400, "x", None, [7]]
)
def test_what_no_clock_shows(odd: Any) -> None:
    with pytest.raises(batches.MALFORMED):
        batches.moment(odd)

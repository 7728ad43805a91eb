"""What a phone keeps and sends goes through one door, and lies where it always lay."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [
    file
    for part in ("school", "cms")
    for file in (ROOT / part).glob("**/static/**/*.js")
]
DOORS = {
    # Signing out opens a database that is there, and makes none.
    "indexedDB.open": ["phone_store.js", "sign_out.js"],
    "randomUUID": ["phone_store.js"],
    "csrftoken": ["phone_line.js"],
    # What waits is sent again and again by one loop, and given up after one time.
    "AbortController": ["phone_line.js"],
    'addEventListener("online"': ["phone_line.js", "ui.js"],
}


@pytest.mark.parametrize("word", DOORS)
def test_there_is_one_door_to_what_a_phone_keeps_and_sends(word: str) -> None:
    found = [file.name for file in SCRIPTS if word in file.read_text()]
    assert sorted(found) == DOORS[word]


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ("attendance/queue.js", '"evening", "scans"'),
        ("learning/queue.js", '"lessons", "rows"'),
        ("sitting/store.js", '"exam", "answers", "strict"'),
        ("marking/store.js", '"marking", "marks", "strict"'),
        ("assessment/proof_line.js", '"proofs", "waiting", "strict"'),
    ],
)
def test_what_waits_on_phones_is_found_again(script: str, place: str) -> None:
    """Under another name, scans and answers from before would never be sent."""
    [file] = [one for one in SCRIPTS if one.as_posix().endswith(script)]
    assert f"database({place})" in file.read_text()
    door = (ROOT / "school/ui/static/ui/phone_store.js").read_text()
    assert 'VERSION = 1, KEY = "uuid"' in door

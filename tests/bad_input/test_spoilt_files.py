"""Two thousand files spoilt from right ones: no page breaks, and what is refused leaves nothing."""

from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.access.world import World
from tests.bad_input import kept
from tests.bad_input.doors import DOORS, Door, ending
from tests.bad_input.spoilt import spoil
from tests.bad_input.test_table import FILES

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db,
    pytest.mark.usefixtures("known_rights"),
    # What Pillow thinks of the metadata.
    pytest.mark.filterwarnings("ignore::UserWarning:PIL"),
]
IN_ALL = 2_000
EACH = -(-IN_ALL // len(DOORS))
# Says what a file is, and keeps none.
LOOKS_ONLY = {"certificates:verify_file"}


class Sender:
    """Sends files through a door, and takes everything back."""

    def __init__(self, door: Door, world: World) -> None:
        self.door, self.world = door, world
        self.browser = world.browser(door.role)

    def send(self, data: bytes, ending: str) -> tuple[Any, list[str]]:
        """The answer, and what is otherwise than before."""
        cache.clear()
        with transaction.atomic():
            name = f"../../她的\u202e文件.{ending}"
            file = SimpleUploadedFile(name, data, "text/html")
            typed = {**self.door.typed(self.world), self.door.field: file}
            url = self.door.url(self.world)
            with kept.changes() as changed:
                answer = self.browser.post(url, typed)
            transaction.set_rollback(True)
        return answer, changed


@pytest.fixture
def sender(door: Door, world: World) -> Sender:
    return Sender(door, world)


def is_refused(answer: Any) -> bool:
    if answer.status_code >= 400:
        return True
    form = (answer.context or {}).get("form")
    return bool(form and form.errors)


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_spoilt_file_breaks_nothing_and_leaves_nothing(
    door: Door, sender: Sender, world: World
) -> None:
    right, refused = door.files(world), 0
    for data in right:
        answer, changed = sender.send(data, ending(data))
        assert not is_refused(answer), (answer.context or {}).get("form")
        assert bool(changed) is (door.name not in LOOKS_ONLY)

    chance = Random(str(door))
    for turn in range(EACH):
        whole = right[turn % len(right)]
        answer, changed = sender.send(spoil(whole, chance), ending(whole))
        assert answer.status_code < 500
        if is_refused(answer) or door.name in LOOKS_ONLY:
            refused += 1
            assert changed == []
    # A voice note is read no further than its length needs.
    assert refused > EACH / 10


def test_every_door_for_files_is_tried() -> None:
    """But for those that no form of ours stands behind: a phone's sheet of marks and its proofs."""
    assert {door.name for door in DOORS} >= FILES
    assert EACH * len(DOORS) >= IN_ALL

"""What the school says of a reward: offered or not, its picture, where to fetch it."""

import secrets
from collections.abc import Collection
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from school.courses.models import Course
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib import photos
from school.lib.errors import NotPermitted
from school.points.models import Reward

COLUMNS = ("is_offered", "words_zh", "words_en", "collect_at", "warn_below")


@transaction.atomic
def arrange_reward(
    reward: Reward,
    *,
    by: Actor,
    photo: IO[bytes] | None = None,
    courses: Collection[Course] = (),
    **words: object,
) -> Reward:
    """Price, limit and tier are the scheme's; the rest is written here. No photo keeps the old one."""
    if not by.has_perm("points.change_reward"):
        raise NotPermitted
    changed = [name for name in COLUMNS if name in words]
    for name in changed:
        setattr(reward, name, words[name])
    if photo is not None:
        changed.append("photo")
        _hang(reward, photo)
    reward.save(update_fields=changed)
    reward.courses.set(courses)
    journal.record(
        by=by,
        verb="points.arrange_reward",
        on=reward,
        data={"has_new_photo": photo is not None, "is_offered": reward.is_offered},
    )
    return reward


def _hang(reward: Reward, photo: IO[bytes]) -> None:
    """Made small and without its metadata, under a name that nobody guesses."""
    drawn = photos.illustration(photo)
    storage, former = reward.photo.storage, reward.photo.name
    name = f"{secrets.token_hex(16)}.jpg"
    reward.photo.save(name, ContentFile(drawn.data), save=False)
    if former:
        transaction.on_commit(partial(storage.delete, former))

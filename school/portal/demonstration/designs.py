"""Two templates beside the standard one: upright paper for cleaning, and a card to choose."""

from school.certificates.designs.actions import choose, draw
from school.certificates.models import DesignVersion
from school.courses.models import Course
from school.lib.diploma import looks
from school.people.models import User


def drawn(*, by: User, upright: Course) -> None:
    portrait = DesignVersion(name="竖版证书", layout=looks.PORTRAIT)
    choose(draw(portrait, by=by).design, course=upright, by=by)
    card = DesignVersion(
        name="证书卡",
        layout=looks.CARD,
        numerals=DesignVersion.Numerals.ARABIC,
        wording_zh=looks.CARD_WORDING_ZH,
    )
    draw(card, by=by)

"""Two templates beside the standard one: upright paper for one course, a card for another."""

from school.certificates.designs.actions import choose, draw
from school.certificates.models import DesignVersion
from school.courses.models import Course
from school.lib.diploma import looks
from school.people.models import User


def drawn(*, by: User, upright: Course, carded: Course) -> None:
    portrait = DesignVersion(name="竖版证书", layout=looks.PORTRAIT)
    choose(draw(portrait, by=by).design, course=upright, by=by)
    card = DesignVersion(
        name="证书卡",
        layout=looks.CARD,
        numerals=DesignVersion.Numerals.ARABIC,
        wording_zh=looks.CARD_WORDING_ZH,
    )
    choose(draw(card, by=by).design, course=carded, by=by)

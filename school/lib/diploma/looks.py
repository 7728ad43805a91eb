"""How a certificate looks and what it says: what a template of the school decides.

Frozen with the claims of each certificate, so that it can be printed again for ever.
Nothing here touches Django.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

LANDSCAPE, PORTRAIT, CARD = "landscape", "portrait", "card"
SONG, HEI = "song", "hei"

WORDING_ZH = """\
{name}
于{started_on}至{ended_on}参加本校培训
{course}
课程共 {hours} 学时：{parts}；实修 *{hours_credited}* 学时
经结业考核，理论 {theory_points} 分、实操 {practical_points} 分，成绩合格，准予结业，特发此证。"""
WORDING_EN = (
    "The person named above was credited with {hours_credited} hours of this "
    "{hours}-hour course ({parts}) between {started_on} and {ended_on} and passed its "
    "final assessment."
)
# On a card there is room for as much.
CARD_WORDING_ZH = """\
{name}
{course}
{started_on}至{ended_on}
课程 {hours} 学时，实修 *{hours_credited}* 学时
经结业考核，成绩合格。"""


@dataclass(frozen=True)
class Look:
    """The defaults are the sheet that the school printed before it had templates."""

    layout: str = LANDSCAPE
    face: str = SONG
    title_zh: str = "培训合格证书"
    title_en: str = "CERTIFICATE OF TRAINING COMPLETION"
    wording_zh: str = WORDING_ZH
    wording_en: str = WORDING_EN
    numerals: str = "chinese"
    is_bilingual: bool = True
    # The course's own where there is none.
    colour: str = ""
    seal_words: str = "培训证书专用章"
    # Of the pictures that stand in the place of the drawn seal and the typed name.
    seal_sha256: str = ""
    signature_sha256: str = ""

    @classmethod
    def of(cls, claims: Mapping[str, Any]) -> Self:
        """As it was frozen; what was issued before there were templates looks as ever."""
        if frozen := claims.get("design"):
            known = {one.name for one in fields(cls)}
            return cls(**{key: frozen[key] for key in known & frozen.keys()})
        if "hours_credited" in claims:
            return cls()
        return cls(wording_zh=OLDER_ZH, wording_en=OLDER_EN)

    def frozen(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def has_english_words(self) -> bool:
        """On a card only the titles are in English."""
        return self.is_bilingual and self.layout != CARD


# From before it was kept how many hours were hers.
OLDER_ZH = WORDING_ZH.replace(
    "课程共 {hours} 学时：{parts}；实修 *{hours_credited}* 学时",
    "修满 *{hours}* 学时（{parts}）",
)
OLDER_EN = (
    "The person named above completed this {hours}-hour course ({hours_theory} hours "
    "theory, {hours_practical} hours practical) between {started_on} and {ended_on} and "
    "passed its final assessment."
)

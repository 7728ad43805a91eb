"""Sums of money as people type them, read into fen, exactly or not at all."""

import re
import unicodedata
from decimal import Decimal

FEN_A_YUAN = 100
# Ten million yuan: beyond it a finger slipped, and the database's integers end soon after.
MOST_FEN = 10_000_000 * FEN_A_YUAN
MULTIPLES = {"": 1, "k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000}
WRITTEN = re.compile(
    r"(?:¥|rmb|cny|人民币)?"
    r"(?P<sign>-?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?P<part>\.[0-9]+)?"
    r"(?P<multiple>[k千w万]?)"
    r"(?:元整|元|圆|块钱|块)?"
)


class NotMoney(ValueError):
    """`code` says why: unreadable, negative, decimals (below one fen) or too_much."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_yuan(text: str) -> int:
    """Fen from 6200, 6,200.50, ¥6200, ６２００元, 6.2千 or 1.2万; else NotMoney."""
    typed = unicodedata.normalize("NFKC", text).replace("−", "-")
    found = WRITTEN.fullmatch("".join(typed.split()).lower())
    if found is None:
        raise NotMoney("unreadable")
    if found["sign"]:
        raise NotMoney("negative")
    part = found["part"] or ""
    # 6.200 is more likely 6,200 badly typed than 6 yuan 20.
    if len(part) > 3 and not found["multiple"]:
        raise NotMoney("decimals")
    # Longer than any sum of money, and than Decimal keeps exactly.
    if len(found["whole"]) > 20 or len(part) > 8:
        raise NotMoney("too_much" if len(found["whole"]) > 20 else "decimals")
    yuan = Decimal(found["whole"].replace(",", "") + part)
    fen = yuan * MULTIPLES[found["multiple"]] * FEN_A_YUAN
    if fen != int(fen):
        raise NotMoney("decimals")
    if fen > MOST_FEN:
        raise NotMoney("too_much")
    return int(fen)

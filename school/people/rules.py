"""What makes a name or an identity number acceptable."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.cn import ric

NAME_LENGTH = 50
LEAST_NAME_LENGTH = 2
MIDDLE_DOT = "\u00b7"
# • ・ ‧ ∙ ． . as keyboards and old systems write the dot of a minority name.
DOT_LOOK_ALIKES = frozenset("\u2022\u30fb\u2027\u2219\uff0e.")
REPLACEMENT = "\ufffd"
# Formatting, but part of how some scripts are spelt.
JOINERS = frozenset("\u200c\u200d")
# Middle dot, blank, hyphens, apostrophes.
NAME_SIGNS = frozenset("\u00b7 -\u2010\u2011'\u2019")
# Blanks, hyphens and dashes, brackets, and what a phone's address book copies unseen.
BETWEEN_DIGITS = re.compile(
    r"[\s()\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff-]"
)
COUNTRY = re.compile(r"(?:(?:\+|00)?86)?(1[0-9]{10})")
# CJK letters in planes 0, 2 and 3; characters newer than Python's tables among them.
HAN_BLOCKS = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
VARIATION_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))

SYNTHETIC_REGION = "999999"
PROVINCES = frozenset(
    {
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        *(71, 81, 82, 83),
    }
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９ＸｘＯ", "0123456789XxO")


class Fault(StrEnum):
    """Why a name or a number is not acceptable."""

    NAME_EMPTY = "name_empty"
    NAME_TOO_SHORT = "name_too_short"
    NAME_TOO_LONG = "name_too_long"
    NAME_UNREADABLE = "name_unreadable"
    NAME_NOT_LETTERS = "name_not_letters"
    NUMBER_FIFTEEN = "id_number_fifteen"
    NUMBER_LENGTH = "id_number_length"
    NUMBER_FORM = "id_number_form"
    NUMBER_DATE = "id_number_date"
    NUMBER_REGION = "id_number_region"
    NUMBER_CHECK = "id_number_check"


class Unacceptable(ValueError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class IdNumber:
    number: str
    birth: date
    is_female: bool


def normal_name(typed: str) -> str:
    """The name to keep: as typed, but for outer blanks and the dot between Han letters."""
    name = typed.strip(" \u3000")
    if not name:
        raise Unacceptable(Fault.NAME_EMPTY)
    if any(map(_is_unreadable, name)):
        raise Unacceptable(Fault.NAME_UNREADABLE)
    if len(name) > NAME_LENGTH:
        raise Unacceptable(Fault.NAME_TOO_LONG)
    if len(name) < LEAST_NAME_LENGTH:
        raise Unacceptable(Fault.NAME_TOO_SHORT)
    kept = "".join(
        MIDDLE_DOT if sign in DOT_LOOK_ALIKES and _is_between_han(name, place) else sign
        for place, sign in enumerate(name)
    )
    if not all(sign in NAME_SIGNS or _is_letter(sign) for sign in kept):
        raise Unacceptable(Fault.NAME_NOT_LETTERS)
    if not any(map(_is_letter, kept)):
        raise Unacceptable(Fault.NAME_NOT_LETTERS)
    return kept


def parse_id_number(typed: str, *, today: date, synthetic: bool) -> IdNumber:
    """An 18-digit resident identity number (GB 11643), checked in every part.

    `synthetic` admits region 999999, which is nobody's.
    """
    number = _compact(typed)
    if len(number) == 15 and number.isdigit():
        raise Unacceptable(Fault.NUMBER_FIFTEEN)
    if len(number) != 18:
        raise Unacceptable(Fault.NUMBER_LENGTH)
    if not (number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        raise Unacceptable(Fault.NUMBER_FORM)
    birth = _birth(number, today)
    if ric.calc_check_digit(number) != number[17]:
        raise Unacceptable(Fault.NUMBER_CHECK)
    if number[:6] == SYNTHETIC_REGION:
        if not synthetic:
            raise Unacceptable(Fault.NUMBER_REGION)
    elif not _is_region_known(number):
        raise Unacceptable(Fault.NUMBER_REGION)
    return IdNumber(number, birth, is_female=int(number[16]) % 2 == 0)


def is_id_number(typed: str, *, today: date) -> bool:
    """Whether it is one, whoever's."""
    try:
        parse_id_number(typed, today=today, synthetic=True)
    except Unacceptable:
        return False
    return True


def _compact(typed: str) -> str:
    kept = (sign for sign in typed.translate(FULL_WIDTH) if not sign.isspace())
    number = "".join(kept).replace("-", "").upper()
    # Anything else that Python calls a digit (Arabic, superscript) is a slip.
    return number if number.isascii() else "?" * len(number)


def _birth(number: str, today: date) -> date:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Unacceptable(Fault.NUMBER_DATE) from None
    if not date(1900, 1, 1) <= birth <= today:
        raise Unacceptable(Fault.NUMBER_DATE)
    return birth


def _is_region_known(number: str) -> bool:
    # Not ric.validate: it refuses real numbers whose county was renamed or dissolved
    # between birth and first registration, which is when the region was written.
    return int(number[:2]) in PROVINCES


def _is_unreadable(sign: str) -> bool:
    category = unicodedata.category(sign)
    if sign == REPLACEMENT or category in {"Cc", "Co", "Cs", "Zl", "Zp"}:
        return True
    if category == "Cf":
        return sign not in JOINERS
    return ord(sign) & 0xFFFE == 0xFFFE


def _is_letter(sign: str) -> bool:
    """A letter of any script, or a mark or joiner that is part of one."""
    if sign in JOINERS or _is_in(sign, HAN_BLOCKS):
        return True
    return unicodedata.category(sign)[0] in "LM"


def _is_between_han(name: str, place: int) -> bool:
    before = place - 1
    while before > 0 and _is_in(name[before], VARIATION_SELECTORS):
        before -= 1
    after = place + 1
    return (
        before >= 0
        and after < len(name)
        and _is_in(name[before], HAN_BLOCKS)
        and _is_in(name[after], HAN_BLOCKS)
    )


def _is_in(sign: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(sign) <= last for first, last in blocks)


def mobile_number(typed: str) -> str:
    """The eleven digits of 139-0000 0101, +86 139…, 0086139…, (139)… or １３９….

    Blanks, dashes and brackets are forgiven, and so is the country's code before a whole
    number. Nothing else is: a word or an extension beside it stays, and fits no number.
    """
    signs = BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", typed))
    digits = "".join(str(int(one)) if one.isdecimal() else one for one in signs)
    found = COUNTRY.fullmatch(digits)
    return found[1] if found else digits

"""What a stranger may see of a name, an identity number or a telephone number."""

import unicodedata
from typing import Final

STAR = "*"
# A count of fewer people than this, or of all but fewer, could point at someone.
SMALLEST: Final = 5
NAME_JOINTS = "·•・‧∙．. "


def mask_name(name: str) -> str:
    """张*, 张*丽, 阿**: the length of what is hidden is not told."""
    signs = _signs(name)
    if not signs:
        return ""
    if any(joint in name.strip() for joint in NAME_JOINTS):
        return f"{signs[0]}{STAR}{STAR}"
    if len(signs) <= 2:
        return f"{signs[0]}{STAR}"
    return f"{signs[0]}{STAR}{signs[-1]}"


def names_in_full(text: str, name: str) -> bool:
    """Whether a text says the name, however its signs are spaced, joined or written."""
    sought = bare_name(name)
    return bool(sought) and sought in bare_name(text)


def bare_name(text: str) -> str:
    """Two that are alike in this are the same name, however they are written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        sign for sign in folded if not sign.isspace() and sign not in NAME_JOINTS
    )


def mask_id(number: str) -> str:
    """110***********1234; a short foreign number shows less."""
    return _keep(number, 3, 4) if len(number) >= 15 else _keep(number, 1, 2)


def mask_phone(phone: str) -> str:
    """138****5678, the country code of the mainland left out."""
    return _keep(phone.removeprefix("+86").strip(), 3, 4)


def mask_email(address: str) -> str:
    """c***@example.org: the length of what is hidden is not told."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}{STAR * 3}@{host}" if name else STAR * 3


def _keep(text: str, head: int, tail: int) -> str:
    hidden = len(text) - head - tail
    if hidden < 1:
        return STAR * len(text)
    return text[:head] + STAR * hidden + text[-tail:]


def _signs(name: str) -> list[str]:
    """Split into what a reader counts as one sign, marks kept on their base."""
    signs: list[str] = []
    for point in name.strip():
        if signs and unicodedata.category(point).startswith("M"):
            signs[-1] += point
        else:
            signs.append(point)
    return signs

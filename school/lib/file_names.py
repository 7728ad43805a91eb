"""Names for files that go out: of signs that every system takes."""

import re
import unicodedata

# What Windows forbids, what no eye sees, and what turns the reading round.
FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
MOST_BYTES = 180


def safe(text: str, *, ending: str) -> str:
    """`text` with its `.ending`; never a path, a hidden file, or too long a name."""
    visible = "".join(c for c in text if unicodedata.category(c) not in HIDDEN)
    name = " ".join(FORBIDDEN.sub("_", visible).split()).strip(". ")
    shortened = name.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(". ")
    return f"{shortened or '_'}.{ending}"

"""A curriculum value as plain data, without the lines it was read from."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            part.name: plain(getattr(value, part.name))
            for part in fields(value)
            if part.name != "lines"
        }
    if isinstance(value, tuple):
        return [plain(element) for element in value]
    return value


def digest(value: Any) -> str:
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()

from collections.abc import Mapping

from school.assessment.rules.written.shape import BOTH, TEXTS, Fault, Vocabulary
from school.lib.typed import plain


class Draft:
    """The fields of one question, and what is found wrong with them."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = {
            name: text if name in TEXTS or name[2:] in BOTH else plain(text).strip()
            for name, text in fields.items()
        }
        self.faults: list[Fault] = []

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    def fault(self, name: str, code: str, **data: object) -> None:
        self.faults.append(Fault(name, code, data))

    def required(self, name: str, most: int) -> str:
        if not self[name]:
            self.fault(name, "missing")
        return self.short(name, most)

    def short(self, name: str, most: int) -> str:
        if len(self[name]) > most:
            self.fault(name, "too_long", length=len(self[name]), most=most)
        return self[name]

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        if self[name] and self[name] not in known:
            self.fault(name, f"unknown_{name}", value=self[name])
        return self[name]

    def picture(self, name: str, words: Vocabulary) -> None:
        if self[name] and self[name] not in words.pictures:
            self.fault(name, "unknown_picture", value=self[name])

"""What is no row of the database, and yet something is done to it that is journalled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """`kind` is `app.name`; the app's config has its word in `journal_kinds`."""

    kind: str
    pk: str
    label: str

    def __str__(self) -> str:
        return self.label

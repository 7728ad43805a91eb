from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    file: str
    line: int
    code: str
    data: dict[str, object] = field(default_factory=dict, hash=False)


class Malformed(Exception):
    """The files cannot be taken in; carries every problem found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(
            sorted(problems, key=lambda found: (found.file, found.line, found.code))
        )
        super().__init__(f"{len(self.problems)} problems in the curriculum files")


class Report:
    """Collects the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, code: str, **data: object) -> None:
        self.problems.append(Problem(self.file, line, code, data))

    def __bool__(self) -> bool:
        return bool(self.problems)

"""A question as a file writes it, and what it may name."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

LETTERS = "ABCDEFGH"
LONGEST_CODE = 12
LONGEST_TEXT = 2000
LONGEST_OPTION = 400
LONGEST_UNIT = 20
BOTH = ("zh", "en")
KINDS = ("single", "multiple", "true_false", "picture", "ordering", "numeric")
DIFFICULTIES = ("easy", "medium", "hard")
USES = ("both", "exam_only", "practice_only")
ONE_ANSWER = {"single", "true_false", "picture"}
# What a true/false question says where a file leaves its options out.
TRUE_FALSE = {"A": ("正确", "True"), "B": ("错误", "False")}
TRUE_WORDS = {"t", "true", "yes", "right", "correct", "对", "正确", "是", "√", "✓"}
FALSE_WORDS = {"f", "false", "no", "wrong", "incorrect", "错", "错误", "否", "×", "✗"}
# Of these the file says words, which stay as they are; of the rest, what was meant counts.
TEXTS = {
    f"{name}_{language}"
    for name in ("stem", "explanation", "unit")
    for language in BOTH
}
MOST_DIGITS, MOST_PLACES = 9, 4


def option_field(letter: str, part: str) -> str:
    """The field of an option's Chinese, English or picture."""
    return f"{letter}_{part}"


FIELDS = (
    *("code", "module", "lesson", "standard", "kind", "difficulty", "use"),
    *("stem_zh", "stem_en", "picture"),
    *(option_field(letter, part) for letter in LETTERS for part in BOTH),
    *("answer", "tolerance", "unit_zh", "unit_en"),
    *("explanation_zh", "explanation_en", "replaces"),
    *(option_field(letter, "picture") for letter in LETTERS),
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field, as a code and what its sentence names."""

    field: str
    code: str
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    key: str
    zh: str
    en: str
    picture: str = ""


@dataclass(frozen=True)
class Written:
    """A question without a fault. Other things are named by their codes."""

    code: str
    module: str
    kind: str
    stem_zh: str
    stem_en: str
    answer: tuple[str, ...]
    explanation_zh: str
    explanation_en: str
    options: tuple[Option, ...] = ()
    lesson: str = ""
    standard: str = ""
    difficulty: str = ""
    use: str = "both"
    picture: str = ""
    tolerance: Decimal | None = None
    unit_zh: str = ""
    unit_en: str = ""
    replaces: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """What a question of an edition may name."""

    modules: tuple[str, ...]
    # Lesson to its module.
    lessons: Mapping[str, str]
    standards: frozenset[str]
    pictures: frozenset[str]
    # The bank's own questions.
    codes: frozenset[str]

    def with_pictures(self, pictures: frozenset[str]) -> "Vocabulary":
        return dataclasses.replace(self, pictures=pictures)


def decimal_text(number: Decimal) -> str:
    """A number as the bank keeps it: 38.50 is 38.5, 40 is 40."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""A question as a file writes it: the words of its fields in, the question or its faults out."""

from school.assessment.rules.written.check import checked
from school.assessment.rules.written.shape import (
    BOTH,
    FIELDS,
    LETTERS,
    Fault,
    Option,
    Vocabulary,
    Written,
    decimal_text,
    option_field,
)

__all__ = [
    "BOTH",
    "FIELDS",
    "LETTERS",
    "Fault",
    "Option",
    "Vocabulary",
    "Written",
    "checked",
    "decimal_text",
    "option_field",
]

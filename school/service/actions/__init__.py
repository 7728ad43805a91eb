"""What may be done with what the order platform tells."""

from school.service.actions.forgetting import forget_texts
from school.service.actions.importing import (
    carry_on,
    check_upload,
    drop_upload,
    take_upload,
)
from school.service.actions.keeping import (
    IMPORT,
    KEPT,
    KNOWN,
    REFUSED,
    Answer,
    expected,
    keep,
)
from school.service.actions.settling import dismiss, open_case

__all__ = [
    "IMPORT",
    "KEPT",
    "KNOWN",
    "REFUSED",
    "Answer",
    "carry_on",
    "check_upload",
    "dismiss",
    "drop_upload",
    "expected",
    "forget_texts",
    "keep",
    "open_case",
    "take_upload",
]

from school.privacy.models.data import (
    ANSWERED_WITHIN,
    ERASE,
    EXPORT,
    KEPT,
    Erasure,
    PersonalExport,
    private_storage,
)
from school.privacy.models.emergency import EmergencyLook, EmergencyReview

__all__ = [
    "ANSWERED_WITHIN",
    "ERASE",
    "EXPORT",
    "KEPT",
    "EmergencyLook",
    "EmergencyReview",
    "Erasure",
    "PersonalExport",
    "private_storage",
]

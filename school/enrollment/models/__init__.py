from school.enrollment.models.eligibility import (
    Demand,
    Hold,
    PriorCertificate,
    Shift,
)
from school.enrollment.models.enrollment import Enrollment, EnrollmentQuerySet

__all__ = [
    "Demand",
    "Enrollment",
    "EnrollmentQuerySet",
    "Hold",
    "PriorCertificate",
    "Shift",
]

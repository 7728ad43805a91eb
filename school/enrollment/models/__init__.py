from school.enrollment.models.eligibility import (
    Demand,
    Hold,
    PriorCertificate,
    Shift,
)
from school.enrollment.models.enrollment import Enrollment, EnrollmentQuerySet
from school.enrollment.models.invitation import Invitation, InvitationQuerySet
from school.enrollment.models.places import PlaceTerms, PriorityRule, Quota
from school.enrollment.models.promise import Promise

__all__ = [
    "Demand",
    "Enrollment",
    "EnrollmentQuerySet",
    "Hold",
    "PlaceTerms",
    "Invitation",
    "InvitationQuerySet",
    "PriorCertificate",
    "Promise",
    "PriorityRule",
    "Quota",
    "Shift",
]

from school.enrollment.models.enrollment import Enrollment, EnrollmentQuerySet

__all__ = [
    "Enrollment",
    "EnrollmentQuerySet",
]

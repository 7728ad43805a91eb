"""Those who knock in the access matrix."""

from school.courses.models import Duty
from school.people.roles import Role

STAFF = {
    "registrar": Role.REGISTRAR,
    "certificate_officer": Role.CERTIFICATE_OFFICER,
    "points_officer": Role.POINTS_OFFICER,
    "outcomes_officer": Role.OUTCOMES_OFFICER,
    "editor": Role.EDITOR,
    "auditor": Role.AUDITOR,
    "village_desk": Role.VILLAGE_DESK,
    "inspector": Role.INSPECTOR,
}
TEACHERS = {
    "instructor": (Role.INSTRUCTOR, Duty.Kind.INSTRUCTOR),
    "assistant": (Role.ASSISTANT, Duty.Kind.ASSISTANT),
}
ROLES = [
    "anonymous",
    "stranger",
    "trainee",
    "other_trainee",
    "instructor",
    "other_instructor",
    "assistant",
    "examiner",
    "other_examiner",
    "company_contact",
    "other_contact",
    *STAFF,
    "superuser",
]

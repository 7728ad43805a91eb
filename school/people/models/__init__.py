from school.people.models.company import Company, CompanyContact
from school.people.models.consent import Consent, ConsentText
from school.people.models.handed_in import HandedIn
from school.people.models.health import HealthCheck
from school.people.models.log_in import LogIn
from school.people.models.person import Person
from school.people.models.user import User

__all__ = [
    "Company",
    "CompanyContact",
    "Consent",
    "ConsentText",
    "HandedIn",
    "HealthCheck",
    "LogIn",
    "Person",
    "User",
]

"""The forms of applying for somebody else, in the portal and at the desk."""

from school.enrollment import outgoing
from school.enrollment.models import Invitation
from school.people.models import Company, ConsentText, Person
from tests.access.world import World
from tests.bad_input.form import Data, Form
from tests.factories.invitations import consent_text
from tests.factories.people import make_consent, make_id_number, make_trainee


def confirmation(invitation: Invitation) -> Data:
    return {
        "code": outgoing.code_of(invitation),
        "name": invitation.name,
        "id_number": make_id_number(902),
        "version": consent_text().version,
        "agree": "on",
    }


def worker(world: World) -> Person:
    """Who agreed to be seen by the company."""
    mate = make_trainee("同事", company=Company.objects.get(name="华丽家政"))
    make_consent(mate, ConsentText.Purpose.COMPANY)
    return mate


BEHALF = [
    Form(
        "enrollment:ask",
        "trainee",
        lambda w: {"name": "王桂香", "phone": "13712345678", "relation": "family"},
        "school.enrollment.actions.invite",
    ),
    Form(
        "enrollment:invited",
        "anonymous",
        lambda w: confirmation(w.invitation),
        "school.enrollment.actions.confirm_invitation",
        forgotten=frozenset({"agree"}),
    ),
    Form(
        "enrollment:group",
        "company_contact",
        lambda w: {"workers": [worker(w).pk]},
        "school.enrollment.actions.invite_worker",
    ),
    Form(
        "enrollment_desk:invite",
        "village_desk",
        lambda w: {
            "cohort": w.open_cohort.pk,
            "name": "王桂香",
            "phone": "13712345679",
        },
        "school.enrollment.actions.invite",
    ),
    Form(
        "enrollment_desk:type_code",
        "village_desk",
        lambda w: confirmation(w.desk_invitation),
        "school.enrollment.actions.confirm_invitation",
        forgotten=frozenset({"agree"}),
    ),
]

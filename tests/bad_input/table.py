"""Every form of ours: who sends it, what is right to type, and which verb may refuse it."""

from tests.bad_input.assessor_forms import ASSESSORS
from tests.bad_input.behalf_forms import BEHALF
from tests.bad_input.bulk_forms import BULK_FORMS
from tests.bad_input.case_forms import CASES
from tests.bad_input.contest_forms import CONTESTS
from tests.bad_input.cost_forms import COSTS
from tests.bad_input.course_forms import COURSES
from tests.bad_input.day_forms import DAYS
from tests.bad_input.deed_forms import DEEDS
from tests.bad_input.desk_forms import DESK
from tests.bad_input.fair_forms import FAIR
from tests.bad_input.feedback_forms import FEEDBACK_FORMS
from tests.bad_input.form import Form
from tests.bad_input.portal_forms import PORTAL
from tests.bad_input.scheme_forms import SCHEMES
from tests.bad_input.service_forms import SERVICE
from tests.bad_input.shop_forms import SHOPPING
from tests.bad_input.standing_forms import STANDING
from tests.bad_input.viewset_forms import VIEWSETS
from tests.bad_input.wage_forms import WAGE_FORMS

FORMS: list[Form] = [
    *PORTAL,
    *BEHALF,
    *DESK,
    *FAIR,
    *ASSESSORS,
    *CONTESTS,
    *CASES,
    *SCHEMES,
    *DAYS,
    *DEEDS,
    *COURSES,
    *COSTS,
    *STANDING,
    *FEEDBACK_FORMS,
    *SHOPPING,
    *SERVICE,
    *VIEWSETS,
    *WAGE_FORMS,
    *BULK_FORMS,
]

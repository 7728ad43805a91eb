"""What an inspector types about what the platform told."""

from tests.bad_input.form import Form, reason
from tests.factories.cases import make_deduction

VERBS = "school.service.actions"

SERVICE = [
    Form(
        "service_desk:open_matter",
        "inspector",
        lambda w: {
            "rule": make_deduction("N05").pk,
            "facts": "说话大声。",
        },
        f"{VERBS}.open_case",
    ),
    Form("service_desk:dismiss_matter", "inspector", reason, f"{VERBS}.dismiss"),
]

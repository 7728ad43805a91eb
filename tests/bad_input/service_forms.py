"""What an inspector types about what the platform told."""

from school.points.models import Rule
from tests.bad_input.form import Form, reason

VERBS = "school.service.actions"

SERVICE = [
    Form(
        "service_desk:open_matter",
        "inspector",
        lambda w: {
            "rule": Rule.objects.get(code="N01").pk,
            "facts": "迟到半小时。",
        },
        f"{VERBS}.open_case",
    ),
    Form("service_desk:dismiss_matter", "inspector", reason, f"{VERBS}.dismiss"),
]

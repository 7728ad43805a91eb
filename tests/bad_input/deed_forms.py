"""The form in which a deed is entered, and the one in which it is refused."""

from school.points.models import Rule
from tests.bad_input.form import Form, day, reason

VERBS = "school.points.deeds.actions"
DEEDS = [
    Form(
        "points_desk:enter_deed",
        "inspector",
        lambda w: {
            "who": w.person.phone,
            "person": str(w.person.pk),
            "rule": Rule.objects.get(code="S04").pk,
            "occurred_on": day(0),
            "reference": "抽查 12",
            "facts": "二十条抽查 94 分",
        },
        f"{VERBS}.enter_deed",
    ),
    Form("points_desk:refuse_deed", "points_officer", reason, f"{VERBS}.refuse_deed"),
]

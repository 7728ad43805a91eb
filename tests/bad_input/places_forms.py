"""The desk's forms about quotas, priority and who is admitted."""

from tests.bad_input.form import Form, day, reason

PLACES = [
    Form(
        "enrollment_desk:arrange",
        "registrar",
        lambda w: {
            "seats_hardship": "1",
            "until_hardship": day(5),
            "criterion_1": "first_course",
            "freeze_hours": "3",
        },
        "school.enrollment.actions.arrange_places",
    ),
    Form(
        "enrollment_desk:recognise",
        "registrar",
        lambda w: {"kind": "hardship", "merits": ["local"], "reason": "低保证"},
        "school.enrollment.actions.recognise",
    ),
    Form(
        "enrollment_desk:admit_out_of_turn",
        "registrar",
        reason,
        "school.enrollment.actions.admit",
        # She has a place in another class of the course.
        is_taken=False,
    ),
]

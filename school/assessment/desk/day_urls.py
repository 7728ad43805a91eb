"""The desk's URLs of evenings of stations."""

from django.urls import URLPattern, path

from school.assessment.desk import days

DAY = "assessment-desk/days/<slug:code>"
DAYS: list[URLPattern] = [
    # assessment-desk/classes/
    path(
        "assessment-desk/classes/<slug:code>/plan-day/", days.plan_day, name="plan_day"
    ),
    # assessment-desk/days/
    path(f"{DAY}/", days.day, name="day"),
    path(f"{DAY}/change/", days.change_day, name="change_day"),
    path(f"{DAY}/call-off/", days.call_off_day, name="call_off_day"),
    path(f"{DAY}/plan.pdf", days.day_paper, {"kind": "plan"}, name="day_plan_pdf"),
    path(f"{DAY}/doors.pdf", days.day_paper, {"kind": "doors"}, name="door_signs_pdf"),
]

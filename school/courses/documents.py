"""What is printed of the timetable."""

from django.template.loader import render_to_string

from school.courses.weeks import Week
from school.lib import pdf


def week_plan(week: Week, *, of: str) -> bytes:
    """One sheet, A4 landscape; a full week runs on to a second."""
    page = render_to_string("courses/print/week.html", {"week": week, "of": of})
    return pdf.render(page, stylesheets=[render_to_string("courses/print/week.css")])

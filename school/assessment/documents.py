"""What is printed of an exam."""

from django.template.loader import render_to_string

from school.assessment.logs import Log
from school.lib import pdf


def sitting_log(log: Log) -> bytes:
    """One sitting with its paper and every answer, to be put on a table."""
    page = render_to_string("assessment/print/sitting.html", {"log": log})
    sheet = render_to_string("assessment/print/sitting.css")
    return pdf.render(page, stylesheets=[sheet])

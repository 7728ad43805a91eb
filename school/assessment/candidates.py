"""What examiners call a candidate: by number and name, or where the edition hides names by number alone."""

from django.utils.translation import gettext as _

from school.assessment.models import Practical
from school.assessment.rules.stations import check_letters


def called(practical: Practical) -> str:
    """With `enrollment__person` and `enrollment__cohort__edition` at hand."""
    enrollment = practical.enrollment
    if enrollment.cohort.edition.hides_names:
        return _("No. %(number)s · check letters %(letters)s") % {
            "number": practical.candidate_number,
            "letters": letters_of(practical),
        }
    return _("No. %(number)s · %(name)s") % {
        "number": practical.candidate_number,
        "name": enrollment.person.name,
    }


def letters_of(practical: Practical) -> str:
    """What the candidate says and the examiner compares: nobody takes another's turn."""
    return check_letters(practical.seed, practical.candidate_number)

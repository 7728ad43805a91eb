from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotInCourse(Refusal):
    code = "not_in_course"
    message = _(
        "Only trainees of this course keep their progress. Enrol to have yours kept."
    )


class ChecksFirst(Refusal):
    code = "checks_first"
    message = _("Answer the self-checks first, then mark the lesson as done.")

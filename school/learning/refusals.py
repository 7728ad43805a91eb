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


class UnreadableBatch(Refusal):
    code = "unreadable_batch"
    message = _("What the phone sent cannot be read. Open the lesson again.")


class ChecksChanged(Refusal):
    code = "checks_changed"
    message = _("The self-checks have changed meanwhile. Answer them again.")


class TimeNotCounted(Refusal):
    code = "time_not_counted"
    message = _("Time spent on lessons does not count as hours in this class.")

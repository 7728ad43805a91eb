from functools import partial

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one
from school.wages.actions.reminders import due_and_untold, tell_due
from school.wages.owed.actions import remind_of_owed
from school.wages.payslips import actions as payslips


def forget_payslip_files() -> int:
    """Every day: pictures whose time is over."""
    return payslips.forget_payslip_files(by=SYSTEM)


def tell_due_follow_ups() -> int:
    """Every day: tell whose follow-up has fallen due; how many were told."""
    now = timezone.now()
    due = due_and_untold(at=now).select_related(
        "enrollment__person", "enrollment__cohort__edition__course"
    )
    return sum(one_by_one(due, partial(tell_due, at=now)))


def remind_of_owed_pay() -> int:
    """Every day: tell the desk what it has let lie."""
    return remind_of_owed()

from django.utils import timezone

from school.wages.actions.reminders import due_and_untold, tell_due


def tell_due_follow_ups() -> int:
    """Every day: tell whose follow-up has fallen due; how many were told."""
    now = timezone.now()
    due = due_and_untold(at=now).select_related(
        "enrollment__person", "enrollment__cohort__edition__course"
    )
    return sum(tell_due(follow_up, at=now) for follow_up in due)

from django.utils import timezone

from school.feedback.surveys.actions import due_and_untold, tell


def remind_of_surveys() -> int:
    """Every day: tell again who has not answered; how many were told."""
    now = timezone.now()
    return tell(due_and_untold(at=now), at=now)

from django.utils import timezone

from school.looks import retention


def remove_looks() -> None:
    """Every night: lines whose time is over."""
    retention.remove(timezone.now())

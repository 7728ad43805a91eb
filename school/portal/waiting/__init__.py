"""What waits for a person, from every app."""

from school.portal.waiting.staff import for_staff
from school.portal.waiting.trainee import for_trainee, for_worker

__all__ = ["for_staff", "for_trainee", "for_worker"]

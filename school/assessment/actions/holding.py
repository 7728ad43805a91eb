"""What verbs about sheets hold first: the practical, before any sheet of it."""

from school.assessment.models import Practical


def hold_practicals(*ids: int) -> list[Practical]:
    """Under their locks, always in one order."""
    return list(
        Practical.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .select_related("enrollment__person", "enrollment__cohort__edition")
        .order_by("pk")
    )

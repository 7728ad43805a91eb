"""The way somebody has come through several classes of one course."""

from collections.abc import Collection

from school.enrollment.models import Enrollment


def earlier(enrollment_ids: Collection[int]) -> dict[int, list[int]]:
    """The enrolments that each was moved from, latest first; as many queries as moves."""
    found: dict[int, list[int]] = {key: [] for key in enrollment_ids}
    ends = {key: key for key in enrollment_ids}
    while ends:
        steps = dict(
            Enrollment.objects.filter(pk__in=ends).values_list("pk", "moved_from")
        )
        moved = {}
        for end, start in ends.items():
            if before := steps.get(end):
                found[start].append(before)
                moved[before] = start
        ends = moved
    return found

"""The way somebody has come through several classes of one course."""

from collections.abc import Collection, Mapping

from school.enrollment.models import Enrollment


def earlier(enrollment_ids: Collection[int]) -> dict[int, list[int]]:
    """The enrolments that each was moved from, latest first; as many queries as moves."""
    steps = _steps(enrollment_ids)
    return _followed({key: steps.get(key) for key in enrollment_ids})


def earlier_of(enrollments: Collection[Enrollment]) -> dict[int, list[int]]:
    """The same of enrolments that are read already: none is asked for where none was moved."""
    return _followed({one.pk: one.moved_from_id for one in enrollments})


def _steps(enrollment_ids: Collection[int]) -> dict[int, int | None]:
    found = Enrollment.objects.filter(pk__in=enrollment_ids)
    return dict(found.values_list("pk", "moved_from"))


def _followed(steps: Mapping[int, int | None]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {key: [] for key in steps}
    ends = {key: key for key in steps}
    while ends:
        moved = {}
        for end, start in ends.items():
            if before := steps.get(end):
                found[start].append(before)
                moved[before] = start
        ends = moved
        steps = _steps(ends) if ends else {}
    return found

from collections.abc import Sequence

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.people.models import Person


def keeps_progress(person: Person, lesson: Lesson) -> bool:
    """Whether `person` is, or was, a trainee of an edition that has this lesson."""
    return (
        Enrollment.objects.on_roll()
        .filter(person=person, cohort__edition=lesson.module.edition_id)
        .exists()
    )


def counting_classes(
    person: Person, lessons: Sequence[Lesson]
) -> dict[int, Enrollment]:
    """The person's class in each edition that counts time spent on its lessons."""
    editions = {lesson.module.edition_id for lesson in lessons}
    return {
        one.cohort.edition_id: one
        for one in Enrollment.objects.filter(
            person=person,
            status=Enrollment.Status.ENROLLED,
            cohort__edition__in=editions,
            cohort__edition__online_minutes_max__gt=0,
        )
        .select_related("cohort")
        .order_by("pk")
    }

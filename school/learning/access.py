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

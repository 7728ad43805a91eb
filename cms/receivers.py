from typing import Any

from django.dispatch import receiver

from cms.models import LessonPage
from school.courses.models import Lesson
from school.learning.signals import parts_asked


@receiver(parts_asked)
def name_parts(lesson: Lesson, **_more: Any) -> list[str]:
    page = LessonPage.objects.for_code(lesson.code).first()
    return page.parts if page else []

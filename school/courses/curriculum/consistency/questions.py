"""What a questions file must satisfy, by itself and beside its course."""

from school.courses.curriculum.consistency.identity import (
    check_known,
    check_prefix,
    check_unique,
)
from school.courses.curriculum.course import Course
from school.courses.curriculum.lessons import LessonFile
from school.courses.curriculum.problems import Report
from school.courses.curriculum.questions import QuestionFile

FURTHER_QUESTIONS = 60


def check_questions(questions: QuestionFile, report: Report) -> None:
    check_unique(questions.questions, report)
    check_prefix(questions.questions, questions.course, report)
    if len(questions.questions) != FURTHER_QUESTIONS:
        report.add(
            questions.at("questions"),
            "question_count",
            count=len(questions.questions),
            must=FURTHER_QUESTIONS,
        )
    for question in questions.questions:
        if not question.lesson.startswith(f"{question.module}-"):
            report.add(
                question.at("lesson"),
                "not_of_module",
                lesson=question.lesson,
                module=question.module,
            )


def check_questions_of(course: Course, questions: QuestionFile, report: Report) -> None:
    modules = {module.id for module in course.modules}
    must = course.assessment.theory.points_per_question
    taken = {question.id for question in course.theory_questions}
    for question in questions.questions:
        check_known(question, "module", modules, report, code="unknown_module")
        if question.id in taken:
            report.add(
                question.at("id"), "question_in_course_file", question=question.id
            )
        if question.points != must:
            report.add(
                question.at("points"),
                "question_points",
                question=question.id,
                points=question.points,
                must=must,
            )


def check_questions_taught(
    lessons: LessonFile, questions: QuestionFile, report: Report
) -> None:
    known = {lesson.id for lesson in lessons.lessons}
    for question in questions.questions:
        check_known(question, "lesson", known, report, code="unknown_lesson")

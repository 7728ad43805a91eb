"""The desk's form of a question, with fields of its own for each kind."""

from school.assessment.question_forms.form import QuestionForm

__all__ = ["QuestionForm"]

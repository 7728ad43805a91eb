"""Who may sit, mark, open and release."""

from collections.abc import Collection
from hmac import compare_digest

from django.db.models import Count, Q, QuerySet

from school.assessment.models import (
    Appeal,
    Attempt,
    Marking,
    OralSitting,
    Paper,
    Practical,
    Question,
    QuestionPicture,
    Result,
)
from school.courses.access import nurse_instructor
from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM, Actor
from school.lib.crypto import signature
from school.people.models import Person, User


def is_candidate(user: Actor, enrollment: Enrollment) -> bool:
    return isinstance(user, User) and enrollment.person.user_id == user.pk


def can_sit(user: Actor, enrollment: Enrollment) -> bool:
    """The trainee herself, who takes her oral exam down, and the school's own clockwork."""
    return (
        user == SYSTEM or is_candidate(user, enrollment) or takes_down(user, enrollment)
    )


def can_open_exam(user: Actor) -> bool:
    return user.has_perm("assessment.open_exam")


def can_count_late(user: Actor) -> bool:
    return user.has_perm("assessment.count_late_attempt")


def can_grant_help(user: Actor) -> bool:
    return user.has_perm("assessment.grant_accommodation")


def can_allow_sitting(user: Actor) -> bool:
    return user.has_perm("assessment.open_exam")


def can_give_time(user: Actor, cohort: Cohort) -> bool:
    """The registrar in every class, an invigilator in the one she is on duty in."""
    return can_open_exam(user) or can_invigilate(user, cohort)


def can_invigilate(user: Actor, cohort: Cohort) -> bool:
    """Whoever has the right and a duty in the class."""
    if user == SYSTEM:
        return True
    has_duty = cohort.duties.filter(user_id=user.pk).exists()
    return has_duty and user.has_perm("assessment.invigilate")


def invigilator_instead(user: Actor, cohort: Cohort) -> User | None:
    """Who teaches the class takes no exam down there while an examiner is who does not."""
    own = own_instructors_of(cohort)
    if user.pk not in own:
        return None
    others = examiners_of(cohort).exclude(user_id__in=own)
    duty = others.first()
    return duty.user if duty else None


def takes_down(user: Actor, enrollment: Enrollment) -> bool:
    """Whoever has begun to take down the oral exam that is in progress."""
    return (
        isinstance(user, User)
        and OralSitting.objects.filter(
            attempt__enrollment=enrollment,
            attempt__status=Attempt.Status.STARTED,
            invigilator=user,
        ).exists()
    )


def can_release(user: Actor) -> bool:
    return user.has_perm("assessment.release_practical")


def can_import(user: Actor) -> bool:
    """A file may add questions and change others."""
    return user.has_perm("assessment.add_question") and user.has_perm(
        "assessment.change_question"
    )


def can_mark(user: Actor, marking: Marking) -> bool:
    """One's own sheets, with the role of someone who marks."""
    if user == SYSTEM:
        return True
    return marking.examiner_id == user.pk and user.has_perm("assessment.mark_practical")


def marks_at(user: User, practical: Practical) -> set[int]:
    """Ids of the drawn stations at which she has a sheet to hand in without sight of others'."""
    own = Marking.objects.filter(
        practical_station__practical=practical,
        examiner=user,
        status=Marking.Status.OPEN,
    ).exclude(role=Marking.Role.MODERATOR)
    return set(own.values_list("practical_station_id", flat=True))


def sheet_claim(user: User, code: str) -> str:
    """What the page of a sheet carries: that it was opened by the one whose it was."""
    return signature(f"{user.pk}/{code}", purpose="assessment.sheet").hex()[:32]


def had_sheet(user: User, code: str, claim: str) -> bool:
    return compare_digest(sheet_claim(user, code).encode(), claim.encode())


def can_hear(user: Actor, appeal: Appeal) -> bool:
    """Whom the registrar gave it to, as long as she marks."""
    return appeal.examiner_id == user.pk and user.has_perm("assessment.mark_practical")


def examiners_of(cohort: Cohort) -> QuerySet[Duty]:
    return cohort.duties.filter(
        kind=Duty.Kind.EXAMINER, user__is_active=True
    ).select_related("user")


def count_of_examiners() -> Count:
    """Of each class that is read, how many `examiners_of` it has."""
    kind = Q(duties__kind=Duty.Kind.EXAMINER, duties__user__is_active=True)
    return Count("duties", filter=kind, distinct=True)


def may_examine(user: Actor) -> bool:
    return user.has_perm("assessment.mark_practical")


def candidates_of(user: User) -> QuerySet[Person]:
    """The trainees of the classes that she examines and that are not over."""
    classes = Cohort.objects.unfinished().filter(
        duties__user=user, duties__kind=Duty.Kind.EXAMINER
    )
    on_roll = Enrollment.objects.on_roll().filter(cohort__in=classes)
    return Person.objects.filter(pk__in=on_roll.values("person"))


def own_instructors_of(cohort: Cohort) -> set[int]:
    """Ids of those who teach the class: by duty, or on one of its evenings.

    To lead an evening that only examines is not to teach.
    """
    by_duty = cohort.duties.filter(kind=Duty.Kind.INSTRUCTOR)
    by_evening = Session.objects.filter(cohort=cohort, teacher__isnull=False).exclude(
        evening__theory_minutes=0, evening__practical_minutes=0
    )
    return {
        *by_duty.values_list("user_id", flat=True),
        *by_evening.values_list("teacher_id", flat=True),
    } - {None}


def enrollments_read_by(user: User) -> QuerySet[Enrollment]:
    """Enrolments whose exam and result `user` may read: one's own, or all by right."""
    if user.has_perm("assessment.view_result"):
        return Enrollment.objects.all()
    return Enrollment.objects.filter(person__user_id=user.pk)


def current_results(enrollment_ids: Collection[int]) -> dict[int, Result]:
    results = Result.objects.current().filter(enrollment_id__in=enrollment_ids)
    return {result.enrollment_id: result for result in results}


# Questions


def may_review(user: Actor) -> bool:
    """Is one of those who read what others wrote: by right, or as nurse-instructor."""
    return user.has_perm("assessment.review_question") or (
        nurse_instructor(user) is not None
    )


def can_review(user: Actor, question: Question) -> bool:
    return may_review(user) and (
        question.written_by_id is None or question.written_by_id != user.pk
    )


def waiting_for_review_by(user: User) -> QuerySet[Question]:
    """What others wrote and this person may let in."""
    if not may_review(user):
        return Question.objects.none()
    waiting = Question.objects.filter(status=Question.Status.IN_REVIEW)
    return waiting.exclude(written_by_id=user.pk)


def pictures_read_by(user: User) -> QuerySet[QuestionPicture]:
    """Those of the questions in one's own papers, and of what one may practise."""
    pictures = QuestionPicture.objects.all()
    if user.has_perm("assessment.view_question") or may_review(user):
        return pictures
    enrolled = Enrollment.objects.on_roll().filter(person__user_id=user.pk)
    # Also of those whose oral exam one takes down.
    drawn = Paper.objects.filter(
        Q(attempt__enrollment__person__user_id=user.pk)
        | Q(attempt__oral__invigilator=user.pk)
    )
    practised = Question.objects.for_practice().filter(
        edition__in=enrolled.values("cohort__edition")
    )
    mine = Question.objects.filter(
        Q(pk__in=drawn.values("question")) | Q(pk__in=practised.values("pk"))
    )
    # The codes stand inside the options, where no database joins on them.
    codes = {
        option.get("picture")
        for options in mine.filter(kind=Question.Kind.PICTURE).values_list(
            "options", flat=True
        )
        for option in options
    }
    return pictures.filter(Q(questions__in=mine) | Q(code__in=codes)).distinct()

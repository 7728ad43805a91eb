"""What waits for a trainee, from every app, in the order of how pressing it is."""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.appeals import standings_of
from school.assessment.models import (
    Attempt,
    Practical,
    Result,
)
from school.courses.models import Cohort
from school.enrollment.line import places_in_line
from school.enrollment.models import Enrollment
from school.people.models import Person
from school.points.models import Case
from school.portal.waiting.thing import Waiting
from school.standing.models import Retraining, Standing
from school.standing.models.standing import Card
from school.ui.templatetags.ui import evening, full_date
from school.wages.models import FollowUp

Status = Enrollment.Status


def for_worker(person: Person, *, at: datetime) -> list[Waiting]:
    """What is said of her work: who has no class has that to read and to answer too."""
    return [*_deductions(person, at), *_standing(person), *_suggestions(person)]


def for_trainee(person: Person, *, at: datetime) -> list[Waiting]:
    current = person.enrollments.filter(
        status__in=[Status.OFFERED, Status.WAITLISTED, Status.ENROLLED]
    )
    places = list(current.select_related("cohort", "baseline"))
    return [
        *_offers(places, at),
        *_lines(person, places),
        *_exams(person, at),
        *_practicals(person, at),
        *_results(person, at),
        *_baselines(places),
        *_follow_ups(person, at),
    ]


def _offers(places: Iterable[Enrollment], at: datetime) -> Iterator[Waiting]:
    for enrollment in places:
        until = enrollment.offer_until
        if enrollment.status != Status.OFFERED or until is None or until <= at:
            continue
        yield Waiting(
            _("A place is kept for you: say yes or no"),
            str(enrollment.cohort),
            reverse("enrollment:detail", args=[enrollment.code]),
            "waiting",
        )


def _deductions(person: Person, at: datetime) -> Iterator[Waiting]:
    """Said of her and not answered yet, in her days."""
    today = timezone.localdate(at)
    told = person.points_cases.filter(
        status=Case.Status.NOTIFIED, respond_by__gte=today
    )
    for case in told.select_related("rule"):
        yield Waiting(
            _("A deduction is proposed: please say how it was"),
            _("%(what)s · until %(day)s")
            % {"what": case.rule.title, "day": full_date(case.respond_by)},
            reverse("points:case", args=[case.code]),
            "warning",
        )


def _standing(person: Person) -> Iterator[Waiting]:
    """Red is said where she looks first; of retraining what she has to choose herself."""
    standing: Standing | None = getattr(person, "standing", None)
    if standing and standing.card == Card.RED:
        yield Waiting(
            _("Your card is red: see why"),
            _("and the way back to green"),
            reverse("standing:mine"),
            "warning",
        )
    to_choose = person.retrainings.filter(status=Retraining.Status.OPEN)
    for order in to_choose.select_related("course"):
        yield Waiting(
            _("Retraining: choose a class"),
            order.course.title,
            reverse("standing:retraining", args=[order.code]),
            "study",
        )


def _suggestions(person: Person) -> Iterator[Waiting]:
    for note in person.coaching_notes.unread().select_related("kind"):
        yield Waiting(
            _("A suggestion for you to read"),
            str(note.kind),
            reverse("feedback:note", args=[note.code]),
            "study",
        )


def _lines(person: Person, places: Iterable[Enrollment]) -> Iterator[Waiting]:
    waits = [one for one in places if one.status == Status.WAITLISTED]
    in_line = places_in_line(person) if waits else {}
    for enrollment in waits:
        if enrollment.pk not in in_line:
            # Offered a place meanwhile.
            continue
        yield Waiting(
            _("Number %(place)s on the waiting list: nothing to do yet")
            % {"place": in_line[enrollment.pk]},
            str(enrollment.cohort),
            reverse("enrollment:detail", args=[enrollment.code]),
            "waiting",
        )


def _exams(person: Person, at: datetime) -> Iterator[Waiting]:
    sat = Attempt.objects.filter(enrollment=OuterRef("pk"), status="marked")
    open_to = person.enrollments.filter(
        ~Exists(sat),
        status=Status.ENROLLED,
        cohort__status=Cohort.Status.ASSESSING,
    )
    sitting = Attempt.objects.filter(enrollment=OuterRef("pk"), status="started")
    open_to = open_to.annotate(ends_at=Subquery(sitting.values("deadline_at")[:1]))
    for enrollment in open_to.select_related("cohort"):
        title, note = _("Theory exam: open now"), str(enrollment.cohort)
        if enrollment.ends_at:
            title = _("Exam in progress: go on answering")
            left = math.ceil((enrollment.ends_at - at) / timedelta(minutes=1))
            note = _("%(cohort)s · %(minutes)s minutes left") % {
                "cohort": enrollment.cohort,
                "minutes": max(left, 0),
            }
        href = reverse("assessment:exam", args=[enrollment.code])
        yield Waiting(title, note, href, "pen", is_pressing=True)


def _practicals(person: Person, at: datetime) -> Iterator[Waiting]:
    """Until her last turn is over, on its day before all else."""
    turns = (
        Practical.objects.unreleased()
        .filter(enrollment__person=person, practical_stations__slot__ends_at__gt=at)
        .annotate(begins_at=Min("practical_stations__slot__starts_at"))
    )
    for practical in turns.select_related("enrollment__cohort"):
        yield Waiting(
            _("Practical: %(when)s, your number is %(number)s")
            % {
                "when": evening(practical.begins_at),
                "number": practical.candidate_number,
            },
            str(practical.enrollment.cohort),
            reverse("assessment:day", args=[practical.enrollment.code]),
            "list",
            is_pressing=timezone.localdate(practical.begins_at)
            == timezone.localdate(at),
        )


def _results(person: Person, at: datetime) -> Iterator[Waiting]:
    """Not passed, while she may appeal: with a retake opened, that stands here instead."""
    later = Practical.objects.filter(
        enrollment=OuterRef("enrollment"), number__gt=OuterRef("practical__number")
    )
    results = Result.objects.current().filter(
        ~Exists(later),
        enrollment__person=person,
        has_passed=False,
        practical__isnull=False,
    )
    latest = [
        one.practical
        for one in results.select_related("practical__enrollment__cohort__edition")
        if one.practical
    ]
    for practical, standing in standings_of(latest, at=at).items():
        if standing.until is None:
            continue
        enrollment = practical.enrollment
        yield Waiting(
            _("The result is out: not passed yet"),
            _("%(cohort)s · how to take it again; appeal until %(day)s")
            % {"cohort": enrollment.cohort, "day": full_date(standing.until)},
            reverse("assessment:result", args=[enrollment.code]),
            "list",
        )


def _baselines(places: Iterable[Enrollment]) -> Iterator[Waiting]:
    for enrollment in places:
        if enrollment.status != Status.ENROLLED or hasattr(enrollment, "baseline"):
            continue
        yield Waiting(
            _("What do you earn now? Half a minute, if you like"),
            str(enrollment.cohort),
            reverse("wages:baseline", args=[enrollment.code]),
            "money",
        )


def _follow_ups(person: Person, at: datetime) -> Iterator[Waiting]:
    due = FollowUp.objects.to_answer(on=timezone.localdate(at))
    own = due.filter(enrollment__person=person)
    for follow_up in own.select_related("enrollment__cohort"):
        yield Waiting(
            _("How is work going? One minute"),
            str(follow_up.enrollment.cohort),
            reverse("wages:follow_up", args=[follow_up.code]),
            "money",
        )

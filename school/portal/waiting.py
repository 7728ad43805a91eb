"""What waits for a person, from every app, in the order of how pressing it is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.access import can_grant_help, waiting_for_review_by
from school.assessment.appeals import standings_of
from school.assessment.models import (
    Appeal,
    Attempt,
    Correction,
    HelpRequest,
    JudgeSheet,
    Marking,
    Practical,
    Result,
)
from school.assessment.oral import candidates_of
from school.attendance.models import Alert
from school.courses.access import nurse_instructor
from school.courses.models import Cohort, Edition
from school.enrollment.line import places_in_line
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from school.ui.templatetags.ui import evening, full_date
from school.wages.models import FollowUp


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, where it belongs, and the screen that does it."""

    title: str
    note: str
    href: str
    icon: str
    # Goes before all else of today: an exam that runs or can be sat.
    is_pressing: bool = False


def for_trainee(person: Person, *, at: datetime) -> list[Waiting]:
    return [
        *_offers(person, at),
        *_lines(person),
        *_exams(person, at),
        *_practicals(person, at),
        *_results(person, at),
        *_baselines(person),
        *_follow_ups(person, at),
    ]


def _offers(person: Person, at: datetime) -> Iterator[Waiting]:
    offers = person.enrollments.filter(
        status=Enrollment.Status.OFFERED, offer_until__gt=at
    )
    for enrollment in offers.select_related("cohort"):
        yield Waiting(
            _("A place is kept for you: say yes or no"),
            str(enrollment.cohort),
            reverse("enrollment:detail", args=[enrollment.code]),
            "waiting",
        )


def _lines(person: Person) -> Iterator[Waiting]:
    places = places_in_line(person)
    if not places:
        return
    for enrollment in person.enrollments.filter(pk__in=places).select_related("cohort"):
        yield Waiting(
            _("Number %(place)s on the waiting list: nothing to do yet")
            % {"place": places[enrollment.pk]},
            str(enrollment.cohort),
            reverse("enrollment:detail", args=[enrollment.code]),
            "waiting",
        )


def _exams(person: Person, at: datetime) -> Iterator[Waiting]:
    sat = Attempt.objects.filter(enrollment=OuterRef("pk"), status="marked")
    open_to = person.enrollments.filter(
        ~Exists(sat),
        status=Enrollment.Status.ENROLLED,
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


def _baselines(person: Person) -> Iterator[Waiting]:
    untold = person.enrollments.filter(status=Enrollment.Status.ENROLLED, baseline=None)
    for enrollment in untold.select_related("cohort"):
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


def for_staff(user: User) -> list[Waiting]:
    own = [
        *_alerts(user),
        *_sheets(user),
        *_judging(user),
        *_orals(user),
        *_hearings(user),
    ]
    desk = [*_help_requests(user), *_corrections(user)]
    return [*own, *desk, *_sign_offs(user), *_reviews(user)]


def _alerts(user: User) -> Iterator[Waiting]:
    waiting = Alert.objects.followed_by(user).standing()
    if count := waiting.filter(contacted_at=None).count():
        yield Waiting(
            _("Trainees to call"),
            _("%(count)s not called yet") % {"count": count},
            reverse("attendance:alerts"),
            "people",
        )


def _sheets(user: User) -> Iterator[Waiting]:
    if not user.has_perm("assessment.mark_practical"):
        return
    sheets = Marking.objects.visible_to(user).to_mark()
    if count := sheets.filter(status=Marking.Status.OPEN).count():
        yield Waiting(
            _("Marking sheets to fill in"),
            _("%(count)s left") % {"count": count},
            reverse("assessment:my_markings"),
            "list",
        )


def _judging(user: User) -> Iterator[Waiting]:
    if not user.has_perm("assessment.mark_practical"):
        return
    sheets = JudgeSheet.objects.visible_to(user).standing()
    if count := sheets.filter(status=JudgeSheet.Status.OPEN).count():
        yield Waiting(
            _("Contestants to judge"),
            _("%(count)s left") % {"count": count},
            reverse("assessment:judging"),
            "list",
        )


def _orals(user: User) -> Iterator[Waiting]:
    open_now = candidates_of(user, at=timezone.now())
    if count := sum(not one.is_done for one in open_now):
        yield Waiting(
            _("Oral exams to take down"),
            _("%(count)s left") % {"count": count},
            reverse("assessment:oral"),
            "people",
        )


def _hearings(user: User) -> Iterator[Waiting]:
    if not user.has_perm("assessment.mark_practical"):
        return
    to_hear = Appeal.objects.open().filter(examiner=user)
    for appeal in to_hear.select_related("result__enrollment__cohort"):
        yield Waiting(
            _("An appeal to hear"),
            str(appeal.result.enrollment.cohort),
            reverse("assessment:hearing", args=[appeal.code]),
            "list",
        )


def _help_requests(user: User) -> Iterator[Waiting]:
    if not can_grant_help(user):
        return
    if count := HelpRequest.objects.open().count():
        yield Waiting(
            _("Help in the exam asked for"),
            _("%(count)s wait for your answer") % {"count": count},
            reverse("assessment_desk:help_requests"),
            "people",
        )


def _corrections(user: User) -> Iterator[Waiting]:
    if count := Correction.objects.waiting_for(user).count():
        yield Waiting(
            _("Corrections of questions"),
            _("%(count)s wait for you as the second person") % {"count": count},
            reverse("assessment_desk:corrections"),
            "check",
        )


def _sign_offs(user: User) -> Iterator[Waiting]:
    if nurse_instructor(user) is None:
        return
    unsigned = Edition.objects.filter(
        status=Edition.Status.PUBLISHED, signed_off_at=None
    )
    for edition in unsigned.select_related("course"):
        yield Waiting(
            _("A course edition waits for your sign-off"),
            str(edition),
            reverse("courses:sign_off", args=[edition.course.code, edition.version]),
            "check",
        )


def _reviews(user: User) -> Iterator[Waiting]:
    if count := waiting_for_review_by(user).count():
        yield Waiting(
            _("Questions to review"),
            _("%(count)s wait for a second reader") % {"count": count},
            reverse("assessment:reviews"),
            "check",
        )

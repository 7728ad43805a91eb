"""The whole demonstration, in the order in which it happened."""

from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from school.courses.actions import sign_off
from school.courses.models import Cohort, Edition
from school.notices.actions import deliver, mark_all_read
from school.notices.models import Delivery, Notice
from school.people.models import Person
from school.portal.demonstration import (
    bands,
    behalf,
    contest,
    costs,
    credit,
    designs,
    examiners,
    feedback,
    looks,
    others,
    past,
    pay_tables,
    payslips,
    present,
    questions,
    reports,
    schemes,
    shop,
    standing,
    surveys,
    waited,
)
from school.portal.demonstration.clock import at, files_kept_together, on, quietly
from school.portal.demonstration.identities import SEED, Identities
from school.portal.demonstration.school import School
from school.portal.demonstration.staff import Staff, companies, venues
from school.portal.demonstration.trainees import Desk

FOUNDED = timedelta(days=540)
READ_AFTER = timedelta(days=8)


class NoCurriculum(Exception):
    """A demonstration needs the three courses."""


def exists() -> bool:
    """A school that has a class has data of its own: nothing is added to it."""
    return Cohort.objects.exists()


def build(seed: int = SEED) -> None:
    """All of it, or nothing."""
    with quietly(), files_kept_together(), transaction.atomic():
        _live(_found(seed))


def _found(seed: int) -> School:
    now = timezone.now()
    chance = Random(seed)
    published = Edition.objects.filter(status=Edition.Status.PUBLISHED)
    editions = {
        edition.course.code: edition for edition in published.select_related("course")
    }
    if not {"EC", "PC", "CL"} <= editions.keys():
        raise NoCurriculum
    today = timezone.localdate(now)
    founded = today - FOUNDED
    with at(on(founded, 10)):
        staff = Staff.engaged()
        firms = companies(staff)
        for edition in editions.values():
            sign_off(edition, by=staff["nurse"])
        courses = [edition.course for edition in editions.values()]
        examiners.licensed(staff, courses, founded=founded, today=today)
        designs.drawn(
            by=staff["certificate_officer"],
            upright=editions["CL"].course,
            carded=editions["PC"].course,
        )
        rooms = venues()
    desk = Desk(firms, chance)
    return School(now, staff, desk, rooms, editions, Identities(seed), chance)


def _live(school: School) -> None:
    oldest = past.year_old(school)
    newest = past.lately_certified(school)
    others.certified_elsewhere(school, oldest, newest)
    present.assessing(school, oldest)
    running = present.running(school)
    present.begun(school, oldest)
    last_place = present.one_place_left(school)
    full = present.full(school)
    with_room = present.with_room(school)
    present.announced(school)
    present.newcomers(school)
    behalf.for_somebody_close(school, last_place)
    behalf.for_a_company(school, full)
    shop.opened(school, [oldest.members[5], newest.members[6]], last_place)
    questions.written(school)
    examiners.warned(school)
    examiners.related(school, running.members[4])
    contest.held(school, oldest)
    contest.to_come(school, oldest)
    standing.cards(school, newest)
    payslips.handed_in(school, newest.members[6])
    feedback.taught_again(school, newest, oldest)
    pay_tables.reported(school)
    waited.placed(school, with_room)
    costs.noted(school, [oldest, newest], running)
    bands.published(school)
    surveys.answered([oldest, newest])
    credit.by_themselves()
    schemes.changed(school, newest.members[5])
    reports.published(school)
    looks.seen(school, running)
    _deliver()
    _read_notices(school)


def _deliver() -> None:
    """What the worker would have sent long ago is not left for it to send now."""
    for delivery in Delivery.objects.whole().filter(status=Delivery.Status.QUEUED):
        deliver(delivery, at=delivery.due_at or delivery.notice.sent_at)


def _read_notices(school: School) -> None:
    until = school.now - READ_AFTER
    told = Notice.objects.filter(sent_at__lt=until)
    for person in Person.objects.filter(pk__in=told.values("person")).select_related(
        "user"
    ):
        if person.user:
            mark_all_read(person, reader=person.user, at=until)

"""The school as it stands before the main job begins: real curriculum, staff, one class with one seat."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone
from PIL import Image, ImageDraw

from school.courses import actions
from school.courses.models import Cohort, Duty, Edition, Instructor, Session
from school.people.models import User
from school.people.roles import Role
from tests.factories.courses import assign, make_venue
from tests.factories.people import make_user

EVENING = timedelta(minutes=145)


@dataclass(frozen=True)
class Staff:
    registrar: User
    assistant: User
    instructor: User
    examiners: tuple[User, User]
    outcomes_officer: User


def hire() -> Staff:
    instructor = make_user(display_name="周护士长", role=Role.INSTRUCTOR)
    Instructor.objects.create(user=instructor, kind=Instructor.Kind.NURSE)
    first, second = (
        make_user(display_name=name, role=Role.EXAMINER)
        for name in ("韩考评员", "杨考评员")
    )
    return Staff(
        registrar=make_user(display_name="吴教务", role=Role.REGISTRAR, is_staff=True),
        assistant=make_user(display_name="小刘助教", role=Role.ASSISTANT),
        instructor=instructor,
        examiners=(first, second),
        outcomes_officer=make_user(
            display_name="郑就业", role=Role.OUTCOMES_OFFICER, is_staff=True
        ),
    )


def open_school() -> tuple[Staff, Cohort]:
    """Load the curriculum, sign an edition off, and open a class for enrolment."""
    call_command("load_curriculum", verbosity=0)
    staff = hire()
    edition = Edition.objects.get(course__code="CL")
    actions.sign_off(
        edition,
        by=staff.instructor,
        confirmed=range(len(edition.to_confirm)),
    )
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        edition=edition,
        name="居家保洁第1期",
        status=Cohort.Status.ENROLLING,
        seats=1,
        venue=make_venue(),
        starts_on=today,
        ends_on=today,
        enrol_until=today + timedelta(days=1),
    )
    assign(cohort, staff.assistant, Duty.Kind.ASSISTANT)
    assign(cohort, staff.instructor, Duty.Kind.INSTRUCTOR)
    for examiner in staff.examiners:
        assign(cohort, examiner, Duty.Kind.EXAMINER)
    return staff, cohort


def hold_evening(cohort: Cohort) -> Session:
    """The class's one evening, near its end: who is noted now has all its minutes."""
    ends_at = timezone.now() + timedelta(minutes=10)
    return Session.objects.create(
        cohort=cohort,
        evening=cohort.edition.evenings.first(),
        starts_at=ends_at - EVENING,
        ends_at=ends_at,
        venue=cohort.venue,
        room="实训室 A",
    )


def draw_photo(folder: Path) -> Path:
    """A portrait that shows nobody."""
    picture = Image.new("RGB", (600, 840), "#dfe6ea")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((180, 150, 420, 450), fill="#c9a98c")
    pen.rectangle((120, 520, 480, 840), fill="#1f4e79")
    path = folder / "photo.jpg"
    picture.save(path, quality=90)
    return path

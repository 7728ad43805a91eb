"""Skill-level certificates that other bodies gave trainees, recorded from their phones."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from school.certificates.batch_check.actions import check_certificates
from school.certificates.batch_check.rules import Row
from school.certificates.external import actions
from school.certificates.external.actions import OnPaper
from school.certificates.models import Certificate, ExternalCertificate
from school.certificates.record.actions import enter_card
from school.certificates.showing.actions import note_look, open_showing, release_record
from school.people.actions import record_health_check
from school.people.models import CompanyContact, HealthCheck
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.school import ClassBook, Member, School

BODY = "示范县某评价机构（虚构）"
# After the course, examined by somebody else.
LATER = timedelta(days=70)
CONFIRMED = 6


def certified_elsewhere(school: School, oldest: ClassBook, lately: ClassBook) -> None:
    """Some of the oldest class, all checked; one of the later class, who waits for it."""
    picture = _sheet()
    phone = TRAINEES["certified"][0]
    known = [one for one in oldest.members if one.trainee.user.phone == phone]
    others = [one for one in oldest.members if one not in known]
    for serial, member in enumerate([*known, *others][:CONFIRMED], start=1):
        day = oldest.last_evening + LATER + timedelta(days=serial)
        with at(on(day, 20)):
            made = _recorded(member, serial, picture)
        with at(on(day + timedelta(days=1), 10)):
            actions.confirm_external(made, by=school.staff["certificate_officer"])
    for member in known:
        _shown_to_a_household(member, school)
        _checked_by_a_company(member, school)
    with at(school.now - timedelta(hours=15)):
        waiting = lately.members[6]
        _recorded(waiting, CONFIRMED + 1, picture)


def _shown_to_a_household(holder: Member, school: School) -> None:
    """She copied the number of her card, had her health certificate noted, and was looked up."""
    person, user = holder.enrollment.person, holder.trainee.user
    with at(school.now - timedelta(days=30)):
        record_health_check(
            person,
            kind=HealthCheck.Kind.INFANT,
            expires_on=school.today + timedelta(days=200),
            by=school.staff["registrar"],
        )
        review = school.today + timedelta(days=75)
        enter_card(person, number="DEMO20260001", review_on=review, by=user)
    released_at = school.now - timedelta(days=2)
    with at(released_at):
        showing = release_record(person, by=user)
        note_look(showing, at=released_at + timedelta(minutes=3))


def _checked_by_a_company(holder: Member, school: School) -> None:
    """Before it took her on, by the link that she sent."""
    certificate = Certificate.objects.get(
        enrollment=holder.enrollment, status=Certificate.Status.VALID
    )
    contact = CompanyContact.objects.select_related("company", "user").first()
    assert contact
    with at(school.now - timedelta(days=3)):
        link = open_showing(certificate, by=holder.trainee.user).code
        row = Row(1, certificate.number, certificate.claims["name"], link)
        check_certificates(contact.company, [row], by=contact.user)


def _recorded(member: Member, serial: int, picture: bytes) -> ExternalCertificate:
    person = member.enrollment.person
    ended = member.enrollment.cohort.ends_on
    issued = ended + timedelta(days=30)
    paper = OnPaper(
        kind=ExternalCertificate.Kind.SKILL_LEVEL,
        title="养老护理员",
        number=f"S999936999999{issued:%y}4{serial:06d}",
        level="4",
        body=BODY,
        issued_on=issued,
    )
    by = member.trainee.user
    return actions.record_external(person, by=by, paper=paper, file=io.BytesIO(picture))


def _sheet() -> bytes:
    """A sheet of paper with a frame and lines: nobody's certificate."""
    sheet = Image.new("RGB", (700, 990), "#faf6ef")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 660, 950), outline="#8c7f70", width=4)
    for row, width in enumerate((300, 460, 460, 380, 420, 220)):
        top = 180 + row * 110
        pen.rectangle((350 - width / 2, top, 350 + width / 2, top + 18), fill="#5c5048")
    target = io.BytesIO()
    sheet.save(target, "JPEG", quality=70)
    return target.getvalue()

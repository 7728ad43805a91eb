"""A person in cards: what is so with her now, each line leading to its place at the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from school.certificates.models import Certificate, ExternalCertificate
from school.enrollment.models import Enrollment, Hold
from school.notices.models import Delivery
from school.people.models import Person, User
from school.points.accounts import sums_of
from school.portal.cockpit.afterwards import certificate_cell
from school.portal.cockpit.board import OF_A_PERSON, READ, STAGES, columns_for
from school.portal.cockpit.cells import Board, Cell
from school.standing.models import Standing
from school.standing.models.standing import Card as Colour

MOST = 20


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    lines: list[Cell]
    # Said where there are no lines.
    none: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Her way through one class: its stage, and what a class at a glance says of her."""

    enrollment: Enrollment
    href: str
    facts: list[tuple[str, Cell]]


def ways(person: Person, user: User, *, at: datetime) -> list[Way] | None:
    """The latest class first; None for whoever may not read it."""
    if not user.has_perm(READ):
        return None
    hers = Enrollment.objects.filter(person=person)
    found = list(
        hers.select_related("person", "cohort__edition__course").order_by(
            "-applied_at", "-pk"
        )[:MOST]
    )
    counted = hers.on_roll().trainees().values_list("pk", flat=True)
    on_roll = set(counted)
    board = Board([one for one in found if one.pk in on_roll], at, user)
    columns = columns_for(board, OF_A_PERSON)
    return [
        Way(
            one,
            _class_href(one, user),
            [(column.title, column.cells[one.pk]) for column in columns]
            if one.pk in on_roll
            else [],
        )
        for one in found
    ]


def _class_href(one: Enrollment, user: User) -> str:
    if one.cohort.status in STAGES:
        return reverse("portal_desk:cockpit", args=[one.cohort.code])
    if user.has_perm("courses.view_cohort"):
        return reverse("cohort:inspect", args=[one.cohort_id])
    return ""


def cards_of(person: Person, user: User) -> list[Card]:
    return [card(person) for right, card in CARDS if user.has_perm(right)]


def _certificates(person: Person) -> Card:
    ours = Certificate.objects.filter(enrollment__person=person).order_by("-pk")
    lines = [certificate_cell(one) for one in ours[:MOST]]
    return Card(_("Certificates"), lines, _("None issued yet."))


def _external(person: Person) -> Card:
    rows = ExternalCertificate.objects.filter(person=person).order_by("-pk")
    lines = [
        Cell(
            f"{one.title} · {one.number} · {one.get_status_display()}",
            reverse("externalcertificate:inspect", args=[one.pk]),
        )
        for one in rows[:MOST]
    ]
    return Card(_("Certificates of other bodies"), lines, _("None recorded."))


def _points(person: Person) -> Card:
    sums = sums_of(person)
    colour = Standing.objects.filter(person=person).first()
    href = reverse("standing_desk:person", args=[person.code])
    word = str((colour or Standing(person=person)).get_card_display())
    is_bad = colour is not None and colour.card in {Colour.RED, Colour.WATCH}
    lines = [
        Cell("" if is_bad else word, href, word if is_bad else ""),
        Cell(_("Integrity score %(points)s") % {"points": sums["score"]}, href),
        Cell(_("Points to spend %(points)s") % {"points": sums["balance"]}, href),
    ]
    return Card(_("Points and card"), lines)


def _holds(person: Person) -> Card:
    rows = Hold.objects.filter(person=person, lifted_at=None).order_by("-pk")
    href = reverse("enrollment_desk:person", args=[person.code])
    lines = [Cell("", href, str(one.get_kind_display())) for one in rows[:MOST]]
    return Card(_("Holds on enrolment"), lines, _("Nothing stands against it."))


def _unsent(person: Person) -> Card:
    rows = Delivery.objects.filter(
        notice__person=person, status=Delivery.Status.FAILED
    ).select_related("notice")
    lines = [
        Cell(
            "",
            reverse("delivery:inspect", args=[one.pk]),
            f"{one.notice.get_kind_display()} · {one.get_channel_display()}",
        )
        for one in rows.order_by("-pk")[:MOST]
    ]
    return Card(_("Messages that failed"), lines, _("None failed."))


CARDS: list[tuple[str, Callable[[Person], Card]]] = [
    ("certificates.view_certificate", _certificates),
    ("certificates.view_externalcertificate", _external),
    ("standing.view_standing", _points),
    ("enrollment.view_hold", _holds),
    ("notices.view_delivery", _unsent),
]

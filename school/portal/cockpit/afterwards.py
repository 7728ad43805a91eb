"""What came of a class: certificates, points, pay."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.access import current_results
from school.certificates.models import Certificate
from school.people.models import Consent, ConsentText
from school.points.accounts import sums_of_each
from school.portal.cockpit.cells import Board, Cell, Column
from school.standing.models import Standing
from school.standing.models.standing import Card
from school.wages.models import Baseline, FollowUp

TROUBLED = {
    Certificate.Status.STOPPED,
    Certificate.Status.SUSPENDED,
    Certificate.Status.REVOKED,
}
OPEN = {FollowUp.Status.SCHEDULED, FollowUp.Status.UNREACHED}


def certificates(board: Board) -> list[Column]:
    """The latest of each; where one is owed, that it is missing."""
    latest: dict[int, Certificate] = {}
    rows = Certificate.objects.filter(enrollment__in=board.roll).order_by("pk")
    for issued in rows.exclude(status=Certificate.Status.SUPERSEDED):
        latest[issued.enrollment_id] = issued
    results = current_results(board.ids)
    cells = {}
    for one in board.roll:
        if found := latest.get(one.pk):
            cells[one.pk] = certificate_cell(found)
        else:
            result = results.get(one.pk)
            is_owed = result is not None and result.has_passed
            to_issue = reverse("certificates_desk:eligible", args=[one.cohort.code])
            cells[one.pk] = Cell("–", to_issue, _("not issued yet") if is_owed else "")
    return [Column(_("Certificate"), cells)]


def certificate_cell(found: Certificate) -> Cell:
    word = str(found.get_status_display())
    href = reverse("certificate:inspect", args=[found.pk])
    if found.status in TROUBLED:
        return Cell(found.number, href, word)
    return Cell(f"{found.number} · {word}", href)


def points(board: Board) -> list[Column]:
    sums = sums_of_each(board.people)
    cards = {
        one.person_id: one for one in Standing.objects.filter(person__in=board.people)
    }
    cells = {}
    for one in board.roll:
        card = cards.get(one.person_id)
        word = str(card.get_card_display()) if card else ""
        is_bad = card is not None and card.card in {Card.RED, Card.WATCH}
        cells[one.pk] = Cell(
            str(sums[one.person_id]["score"]),
            reverse("standing_desk:person", args=[one.person.code]),
            word if is_bad else "",
        )
    return [Column(_("Integrity score"), cells)]


def pay(board: Board) -> list[Column]:
    """Sums only of people whose consent to it stands; what is not known is said, not guessed."""
    standing = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
    agreed = set(
        standing.filter(person__in=board.people).values_list("person_id", flat=True)
    )
    before = {
        one.enrollment_id: one
        for one in Baseline.objects.filter(enrollment__in=board.roll).select_related(
            "record__objection"
        )
    }
    later: dict[int, list[FollowUp]] = {}
    rows = FollowUp.objects.after_the_course().filter(enrollment__in=board.roll)
    for asked in rows.select_related("record__objection").order_by("months"):
        later.setdefault(asked.enrollment_id, []).append(asked)
    today = timezone.localdate(board.at)
    first, second = {}, {}
    for one in board.roll:
        person = reverse("portal_desk:person", args=[one.person.code])
        if one.person_id not in agreed:
            first[one.pk] = Cell("–", person, _("consent missing"))
            second[one.pk] = Cell("–", person, _("consent missing"))
            continue
        first[one.pk] = _before(before.get(one.pk), person)
        second[one.pk] = _later(later.get(one.pk, []), person, today=today)
    return [
        Column(_("Pay before the course"), first),
        Column(_("Pay afterwards"), second),
    ]


def _before(baseline: Baseline | None, person: str) -> Cell:
    if baseline is None:
        return Cell("–", person, _("not asked yet"))
    href = reverse("baseline:inspect", args=[baseline.pk])
    told = baseline.pay_told or str(baseline.get_answer_display())
    return Cell(told, href, baseline.record.dispute if baseline.record else "")


def _later(found: list[FollowUp], person: str, *, today: date) -> Cell:
    """The latest answer; what is overdue goes before it."""
    due = [one for one in found if one.status in OPEN and one.due_on <= today]
    answered = [one for one in found if one.status == FollowUp.Status.ANSWERED]
    told = _told(answered[-1]) if answered else "–"
    if due:
        href = reverse("followup:inspect", args=[due[-1].pk])
        months = {"months": due[-1].months}
        return Cell(told, href, _("month %(months)s not answered") % months)
    if answered:
        last = answered[-1]
        dispute = last.record.dispute if last.record else ""
        return Cell(told, reverse("followup:inspect", args=[last.pk]), dispute)
    return Cell(told, person)


def _told(follow_up: FollowUp) -> str:
    months = _("month %(months)s") % {"months": follow_up.months}
    what = follow_up.pay_told or str(follow_up.get_employment_display())
    return f"{months}: {what}"

"""What the made-up school shows of points, deductions, cards, payslips, who waited, and of each one's story."""

from django.urls import reverse

from school.journal.models import Entry
from school.lib.personal import Hers, held
from school.lib.story import chapters
from school.people.models import User
from school.points.cases.models import Case
from school.portal.demonstration import logins
from school.standing.models import Retraining
from school.standing.models.standing import Card, Standing
from school.wages.models import FollowUp, Payslip
from tests.cast import signed_in


def _login(stage: str) -> User:
    return User.objects.get(phone=logins.TRAINEES[stage][0])


def a_case_halts_since_the_platform_took_its_word_back() -> None:
    case = Case.objects.exclude(recalled_at=None).get()
    assert case.person.user == _login("certified")
    assert case.status == Case.Status.NOTIFIED


def a_red_card_reads_its_way_back_and_may_appeal() -> None:
    red = _login("red")
    assert Standing.objects.get(card=Card.RED).person.user == red
    case = Case.objects.get(person__user=red)
    page = reverse("points:appeal", args=[case.code])
    assert signed_in(red).get(page).status_code == 200


def a_retraining_waits_for_its_worker() -> None:
    ordered = Retraining.objects.get(person__user=_login("retraining"))
    assert ordered.is_to_do


def a_payslip_waits_to_be_read() -> None:
    read, waiting = Payslip.objects.order_by("handed_in_at")
    assert read.person.user == waiting.person.user == _login("follow_up")
    assert read.record and read.record.evidence.endswith("（可信度3，最高4）")
    page = reverse("wages_desk:read_payslip", args=[waiting.code])
    officer = User.objects.get(phone=logins.STAFF["outcomes_officer"].phone)
    assert signed_in(officer).get(page).status_code == 200


def two_waited_in_vain_and_are_not_told_of_yet() -> None:
    waited = FollowUp.objects.of_who_waited().order_by("pk")
    assert [one.status for one in waited] == ["scheduled", "ended"]
    page = signed_in(None).get(reverse("outcomes:public")).text
    assert "要等都问过了" in page


def what_is_journalled_of_people_is_in_their_story() -> None:
    kinds = set(Entry.objects.order_by().values_list("object_type", flat=True))
    told = {label.lower() for one in chapters().values() for label in one.things}
    hers = {label.lower() for label, one in held().items() if isinstance(one, Hers)}
    assert kinds & hers <= told


CHECKS = [
    two_waited_in_vain_and_are_not_told_of_yet,
    a_payslip_waits_to_be_read,
    a_case_halts_since_the_platform_took_its_word_back,
    a_red_card_reads_its_way_back_and_may_appeal,
    a_retraining_waits_for_its_worker,
    what_is_journalled_of_people_is_in_their_story,
]

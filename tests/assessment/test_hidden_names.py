"""Where the edition hides names, nothing that an examiner gets has one in it."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from school.assessment import actions, day_papers
from school.assessment.candidates import called, letters_of
from school.assessment.models import AssessmentDay, Marking, Practical
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib import paper
from school.notices.models import Notice
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort
from tests.factories.courses import make_edition
from tests.factories.days import make_plan
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

NAME = "欧阳春花"


class Blind:
    """A class whose edition hides names, with one candidate on the plan."""

    def __init__(self) -> None:
        edition = make_edition(hides_names=True)
        self.cohort: Cohort = make_assessing_cohort(edition=edition)
        person = make_trainee(NAME)
        self.enrollment: Enrollment = make_enrollment(self.cohort, person)
        self.practical: Practical = actions.open_practical(self.enrollment, by=SYSTEM)
        self.day: AssessmentDay = actions.plan_day(
            self.cohort, plan=make_plan(self.cohort), by=SYSTEM
        )
        self.sheet = Marking.objects.order_by("pk").first()
        self.examiner: User = self.sheet.examiner


@pytest.fixture
def blind(db: None) -> Blind:
    return Blind()


def pages(blind: Blind) -> list[str]:
    code = blind.sheet.code
    return [
        reverse("portal:today"),
        reverse("assessment:my_markings"),
        reverse("assessment:marking", args=[code]),
        reverse("notices:inbox"),
        reverse("portal:week"),
    ]


def names_in(browser: Client, blind: Blind) -> list[str]:
    return [url for url in pages(blind) if NAME in browser.get(url).text]


def test_no_page_of_an_examiner_has_the_name(blind: Blind) -> None:
    browser = signed_in(blind.examiner)
    letters = letters_of(blind.practical)
    assert names_in(browser, blind) == []
    listed = browser.get(reverse("assessment:my_markings")).text
    assert f"{blind.practical.candidate_number}号 · 核对字母{letters}" in listed
    sheet = browser.get(reverse("assessment:marking", args=[blind.sheet.code])).text
    assert f"核对字母{letters}" in sheet


def test_no_answer_to_an_examiner_has_the_name(blind: Blind) -> None:
    browser = signed_in(blind.examiner)
    for name, data in (
        ("begin", {}),
        ("marking", {"press": "item:EC-S01-I01:full"}),
        ("submit_marking", {}),
        ("submit_marking", {"rest": "not_done"}),
    ):
        url = reverse(f"assessment:{name}", args=[blind.sheet.code])
        answer = browser.post(url, data, follow=True)
        assert NAME not in answer.text
    assert names_in(browser, blind) == []


def test_no_notice_and_no_message_to_an_examiner_has_the_name(blind: Blind) -> None:
    told = Notice.objects.filter(person__user=blind.examiner)
    assert [notice.kind for notice in told] == ["examining_planned"]
    assert NAME not in str([notice.context for notice in told])
    assert NAME not in str([letter.body for letter in mail.outbox])


def test_no_paper_for_the_rooms_has_the_name(blind: Blind) -> None:
    signs = paper.page(day_papers.door_signs(blind.day))
    assert f">{blind.practical.candidate_number}<" in signs
    assert NAME not in signs
    assert NAME in paper.page(day_papers.plan_paper(blind.day))


def test_the_registrar_sees_who_it_is(blind: Blind, registrar: User) -> None:
    desk = signed_in(registrar)
    for name, code in (
        ("practical", blind.practical.code),
        ("cohort", blind.cohort.code),
        ("day", blind.day.code),
    ):
        page = desk.get(reverse(f"assessment_desk:{name}", args=[code])).text
        assert NAME in page


def test_an_examiner_opens_none_of_the_desks_pages(blind: Blind) -> None:
    browser = signed_in(blind.examiner)
    for name, code in (
        ("practical", blind.practical.code),
        ("day", blind.day.code),
        ("day_plan_pdf", blind.day.code),
    ):
        url = reverse(f"assessment_desk:{name}", args=[code])
        assert browser.get(url).status_code in (302, 403, 404)
    own = reverse("assessment:day", args=[blind.enrollment.code])
    assert browser.get(own).status_code == 404


def test_a_number_says_nothing_of_who_enrolled_first(blind: Blind) -> None:
    """A place in the roll would be as good as a name."""
    numbers = [blind.practical.candidate_number]
    for seed in range(6):
        enrollment = make_enrollment(blind.cohort)
        practical = actions.open_practical(enrollment, by=SYSTEM, seed=seed)
        numbers.append(practical.candidate_number)
    assert len(set(numbers)) == 7
    assert set(numbers) != set(range(1, 8))


def test_names_stand_where_the_edition_hides_none(db: None) -> None:
    cohort = make_assessing_cohort()
    person = make_trainee(NAME)
    practical = actions.open_practical(make_enrollment(cohort, person), by=SYSTEM)
    assert called(practical) == f"1 号 · {NAME}"

"""What the desk's pages call a sheet without marks, a critical fail, and a button."""

from django.urls import reverse

from school.assessment import actions, day_papers
from school.journal.actors import SYSTEM
from school.lib import paper
from tests.cast import signed_in
from tests.factories.appeals import fail_practical, make_appeal, make_hearer
from tests.factories.days import make_day


def test_a_sheet_without_marks_is_no_mark_of_nought(enrollment, registrar) -> None:
    practical = actions.open_practical(enrollment, by=SYSTEM)
    url = reverse("assessment_desk:practical", args=[practical.code])
    html = signed_in(registrar).get(url).text
    assert "<td>未打分</td>" in html
    assert "<td>0</td>" not in html


def test_the_button_says_that_it_gives_the_appeal(enrollment, registrar) -> None:
    make_hearer()
    fail_practical(enrollment)
    url = reverse("assessment_desk:give_appeal", args=[make_appeal(enrollment).code])
    assert "交给此人处理" in signed_in(registrar).get(url).text


def test_a_door_is_read_from_afar(cohort, enrollment) -> None:
    practical = actions.open_practical(enrollment, by=SYSTEM)
    signs = day_papers.door_signs(make_day(cohort))
    assert f'<td class="sign">{practical.candidate_number}<' in paper.page(signs)

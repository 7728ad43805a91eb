"""What the moderator and the registrar see where examiners differ."""

from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Marking
from school.assessment.rules.examiners import Stage
from school.courses.models import Cohort
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, fill_sheet
from tests.factories.moderating import decide, stage
from tests.factories.proofs import make_proof
from tests.refused import refused_by


def url(sheet: Marking) -> str:
    return reverse("assessment:moderate", args=[sheet.code])


def test_the_moderator_reads_all_sheets_and_decides_on_her_phone(
    moderation, practical
) -> None:
    browser = signed_in(moderation.examiner)
    listed = browser.get(reverse("assessment:my_markings"))
    assert url(moderation) in listed.text
    # It leads elsewhere, and is not for a phone without a signal.
    assert listed.context["sheets"] == []
    marking = reverse("assessment:marking", args=[moderation.code])
    assert browser.get(marking).url == url(moderation)
    html = browser.get(url(moderation)).text
    assert "45 · 20" in html
    assert "合计 <strong data-points>0</strong> 分，满分 100 分" in html
    assert practical.enrollment.person.name not in html
    assert (
        moderation.practical_station.markings.first().examiner.display_name not in html
    )
    station = moderation.practical_station.station
    sent = {item.code: "30" for item in station.items.all()}
    sent |= {fail.code: "not_seen" for fail in station.critical_fails.all()}
    answer = browser.post(url(moderation), sent)
    assert answer.context["form"].errors["words"]
    assert 'value="30"' in answer.text
    browser.post(url(moderation), {**sent, "words": "看了录像"})
    moderation.refresh_from_db()
    assert moderation.status == Marking.Status.SUBMITTED
    assert "看了录像" in browser.get(url(moderation)).text


def test_the_moderator_sees_what_the_examiners_pinned_to_the_step(
    practical, cohort, registrar
) -> None:
    sheets = list(practical.practical_stations.first().markings.order_by("pk"))
    proof = make_proof(sheets[0])
    for marking, points in zip(sheets, (45, 20), strict=True):
        fill_sheet(marking, points=points)
    moderator = add_examiner(cohort, "林考评长")
    place = sheets[0].practical_station
    sheet = actions.call_moderator(place, examiner=moderator, by=registrar)
    page = signed_in(moderator).get(url(sheet)).content.decode()
    thumb = reverse("assessment:proof_thumb", args=[proof.code])
    assert page.count(thumb) == 1
    assert signed_in(moderator).get(thumb).status_code == 200


def test_a_moderator_who_lost_the_role_reads_the_sheets_of_others_no_more(
    moderation,
) -> None:
    assert signed_in(moderation.examiner).get(url(moderation)).status_code == 200
    moderation.examiner.groups.clear()
    assert signed_in(moderation.examiner).get(url(moderation)).status_code == 403


def test_nobody_else_moderates(moderation, registrar) -> None:
    blind = moderation.practical_station.markings.first()
    for user in (blind.examiner, registrar):
        assert signed_in(user).get(url(moderation)).status_code == 404
    assert signed_in(blind.examiner).get(url(blind)).status_code == 404
    refused_by("not_moderating", decide, blind)


def test_the_registrar_sees_who_differs_and_names_a_moderator(
    place, moderator, registrar, cohort
) -> None:
    desk = signed_in(registrar)
    arguments = [place.practical.code, place.station.code]
    page = reverse("assessment_desk:station", args=arguments)
    grid = desk.get(reverse("assessment_desk:stations", args=[cohort.code])).text
    assert page in grid
    assert "有分歧" in grid
    assert "这一步有分歧" in desk.get(page).text
    name = reverse("assessment_desk:moderator", args=arguments)
    assert desk.post(name, {}).context["form"].errors["examiner"]
    desk.post(name, {"examiner": moderator.pk})
    assert place.markings.get(role="moderator").examiner == moderator
    assert stage(place) == Stage.MODERATOR_CALLED
    assert desk.get(page).context["form"] is None


def test_the_grid_says_how_far_each_station_has_come(
    place, cohort: Cohort, auditor
) -> None:
    html = signed_in(auditor).get(
        reverse("assessment_desk:stations", args=[cohort.code])
    )
    stages = [
        cell.state.stage for line in html.context["grid"].lines for cell in line.cells
    ]
    assert stages == [Stage.DIFFER, Stage.WAITING, Stage.WAITING]

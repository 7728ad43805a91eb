"""Who looks at a photo, a clip or a voice note, at each stage of the assessment."""

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Appeal, Marking, Proof
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.appeals import appeal_about
from tests.factories.assessment import add_examiner, fill_sheet, markings_of
from tests.factories.enrollment import make_enrollment
from tests.factories.proofs import make_proof, released


@pytest.fixture
def sheet(cohort, trainee) -> Marking:
    practical = actions.open_practical(make_enrollment(cohort, trainee), by=SYSTEM)
    return markings_of(practical)[0]


def page(name: str, thing: Marking | Proof) -> str:
    return reverse(f"assessment:{name}", args=[thing.code])


class TestWhoSees:
    """At each stage, everybody: who is not named is told that there is nothing."""

    def who(self, request, proof) -> set[str]:
        names = [
            *("trainee", "classmate", "stranger", "registrar", "auditor"),
            *("company_contact", "superuser"),
        ]
        people = {name: request.getfixturevalue(name) for name in names}
        place = proof.marking.practical_station
        people["own"] = proof.marking.examiner
        people["second"] = place.markings.get(role="second").examiner
        for one in place.markings.filter(role="third"):
            people[one.role] = one.examiner
        for one in place.appeals.all():
            people["hearer"] = one.examiner
        seen = set()
        for name, person in people.items():
            browser = signed_in(person)
            answers = {
                browser.get(page(of, proof)).status_code
                for of in ("proof", "proof_file", "proof_thumb")
            }
            assert len(answers) == 1
            if answers == {200}:
                seen.add(name)
        return seen

    def test_while_the_sheet_is_open(self, request, sheet) -> None:
        seen = self.who(request, make_proof(sheet))
        assert seen == {"own", "registrar", "superuser"}

    def test_when_it_is_handed_in_and_a_third_is_called(
        self, request, cohort, sheet
    ) -> None:
        proof = make_proof(sheet)
        fill_sheet(sheet)
        assert self.who(request, proof) == {"registrar", "superuser"}
        make_third(sheet)
        seen = self.who(request, proof)
        assert seen == {"third", "registrar", "superuser"}

    def test_when_the_result_is_out(self, request, sheet) -> None:
        proof = make_proof(sheet)
        fill_sheet(sheet)
        released(sheet, timezone.now())
        seen = self.who(request, proof)
        assert seen == {"trainee", "registrar", "superuser"}
        appeal = appeal_about(sheet)
        seen = self.who(request, proof)
        assert seen == {"hearer", "trainee", "registrar", "superuser"}
        Appeal.objects.update(status=Appeal.Status.HEARD)
        seen = self.who(request, proof)
        assert seen == {"trainee", "registrar", "superuser"}
        Appeal.objects.update(status=Appeal.Status.OPEN)
        appeal.stations.clear()
        assert self.who(request, proof) == seen


def make_third(sheet: Marking) -> Marking:
    return Marking.objects.create(
        practical_station=sheet.practical_station,
        examiner=add_examiner(sheet.practical_station.practical.enrollment.cohort),
        role=Marking.Role.THIRD,
    )


def test_the_third_examiner_finds_the_others_photos_at_the_step(sheet) -> None:
    proof = make_proof(sheet)
    fill_sheet(sheet)
    third = make_third(sheet)
    html = signed_in(third.examiner).get(page("marking", third)).text
    assert page("proof_thumb", proof) in html


def test_the_second_examiner_is_blind_to_them(sheet) -> None:
    proof = make_proof(sheet)
    other = sheet.practical_station.markings.exclude(pk=sheet.pk).get()
    html = signed_in(other.examiner).get(page("marking", other)).text
    assert proof.code not in html


def test_the_desk_shows_a_photo_beside_the_critical_fail(sheet, registrar) -> None:
    fail = sheet.practical_station.station.critical_fails.first()
    proof = make_proof(sheet, subject=fail)
    practical = sheet.practical_station.practical
    place = [practical.code, sheet.practical_station.station.code]
    address = reverse("assessment_desk:station", args=place)
    thumb, browser = page("proof_thumb", proof), signed_in(registrar)
    assert thumb not in browser.get(address).text
    fill_sheet(sheet)
    assert thumb in browser.get(address).text
